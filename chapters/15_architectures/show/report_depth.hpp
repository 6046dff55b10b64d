/// Losses and gradients of deep networks, as tables.
#pragma once

#include <vector>

#include "../depth_trials.hpp"
#include "../norm_trials.hpp"

namespace chapter15 {

/// The loss of each epoch, a network a row.
void print_losses(const std::vector<DepthTrial>& trials);

/// The gradients' shares at some layers, before and after the training.
void print_gradients(const DepthTrial& plain, const DepthTrial& residual);

void print_places(const std::vector<NormTrial>& trials);

}  // namespace chapter15
