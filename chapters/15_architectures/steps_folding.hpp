/// BatchNorm folded into the convolution before it.
#pragma once

#include "nn/program/program.hpp"

namespace chapter15 {

/// A small residual network before and after: its layers and parameters, and
/// how far its answers move.
void norms_folded_away(const nn::Options& options);

}  // namespace chapter15
