/// The linear layer: three matrix products. Same file in reference/: the
/// formulas.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/parallel.hpp"

namespace nn::cpu {

/// Called by one worker on its own samples or features; see
/// reference::Linear for shapes and formulas.
struct Linear {
  static void linear(const arma::fmat& W, const arma::fmat& b,
                     const arma::fmat& x, bool relu, arma::fmat& y);
  static void linear_input_gradient(const arma::fmat& W, const arma::fmat& dy,
                                    arma::fmat& dx);
  static void linear_weight_gradient(const arma::fmat& x, const arma::fmat& dy,
                                     Range range, arma::fmat& dW);
  static void linear_bias_gradient(const arma::fmat& dy, arma::fmat& db);
};

}  // namespace nn::cpu
