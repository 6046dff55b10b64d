/// A kernel that is not designed but learned from images and targets.
#pragma once

#include <cstdint>
#include <vector>

#include "nn/core/armadillo.hpp"
#include "nn/core/shape.hpp"

namespace chapter08 {

/// The result: the kernel at the start, at some steps, and at the end.
struct LearnedKernel {
  std::vector<int> step;
  std::vector<double> loss;       ///< mean squared error at that step
  std::vector<arma::mat> kernel;  ///< 3 x 3
};

/// Trains a 3 x 3 convolution with random weights on `images` (columns of
/// 28 x 28 pixels) to reproduce what `secret` makes of them. Records the
/// kernel after each of the steps `at`.
LearnedKernel learn_kernel(const arma::fmat& images, const nn::Shape& shape,
                           const arma::mat& secret, const std::vector<int>& at,
                           std::uint64_t seed);

}  // namespace chapter08
