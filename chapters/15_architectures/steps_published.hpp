/// VGG, GoogLeNet and the residual networks, as they were published.
#pragma once

#include "nn/program/program.hpp"

namespace chapter15 {

void vgg_counted();
void googlenet_counted(const nn::Options& options);
void residual_networks_counted(const nn::Options& options);

/// Receptive fields, by the formula and by a gradient.
void how_far_they_see(const nn::Options& options);

}  // namespace chapter15
