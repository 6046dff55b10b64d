/// Figures of deep networks.
#pragma once

#include <filesystem>
#include <vector>

#include "../depth_trials.hpp"
#include "../norm_trials.hpp"

namespace chapter15 {

/// gradients.svg: the gradients' shares by depth, before and after.
void draw_gradients(const std::filesystem::path& out, const DepthTrial& plain,
                    const DepthTrial& residual);

/// norm_place.svg: the size of the blocks' outputs; the losses.
void draw_places(const std::filesystem::path& out,
                 const std::vector<NormTrial>& trials);

}  // namespace chapter15
