/// The library's BatchNorm, next to the one by hand.
#pragma once

#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"

#include "numerical_gradient.hpp"

namespace chapter07 {

using Exact = nn::Reference<double>;

/// One layer, with the scale and shift of the example.
std::unique_ptr<nn::Sequential<Exact>> library_batch_norm(
    const arma::vec& gamma, const arma::vec& beta);

/// How far the library's numbers are from ours.
struct Agreement {
  double y = 0, dx = 0, parameters = 0;  ///< largest differences
};

Agreement compare_with_library(const Example& e);

/// What happens to y = BatchNorm(W x + b) and its gradients when all weights
/// are multiplied by a factor (BN, section 3.3).
struct Rescaled {
  double output_change;   ///< largest change of y
  double gradient_ratio;  ///< |dW| after / |dW| before
  double bias_gradient;   ///< largest |db|
};

Rescaled rescale_weights(double factor, std::uint64_t seed);

}  // namespace chapter07
