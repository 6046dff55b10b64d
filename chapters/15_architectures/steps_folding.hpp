/// BatchNorm folded into the convolution before it.
#pragma once

#include "nn/program/program.hpp"

namespace chapter15 {

/// A small residual network with and without its BatchNorms: layers and the
/// distance of its answers.
void norms_folded_away(const nn::Options& options);

}  // namespace chapter15
