/// Is semi_gradient() what backward() follows, and of what is it the
/// derivative? A network in double, some steps, and central differences.
#pragma once

#include <cstdint>

#include "nn/core/armadillo.hpp"

namespace chapter13 {

/// Distances ||a - b|| / (||a|| + ||b||) of the parameters' gradients: those
/// of backward() against differences of the loss while the target stays as it
/// is, and against differences while the target follows the network.
struct SemiGradientCheck {
  double fixed = 0, following = 0;
};
SemiGradientCheck check_semi_gradient(std::uint64_t seed);

}  // namespace chapter13
