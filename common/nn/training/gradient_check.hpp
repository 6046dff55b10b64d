/// Is backward() the derivative of forward()? Chapter 3; notes C5.7.
#pragma once

#include "nn/model/model.hpp"
#include "nn/reference/reference.hpp"

namespace nn {

/// Distance between the gradients of backward() and those measured by central
/// differences: ||a - b|| / (||a|| + ||b||). Correct code gives below 1e-6
/// (about 1e-9), a wrong sign 1, a missing factor of 2 about 0.3.
struct GradientCheck {
  double parameters = 0;
  double input = 0;
  /// The worst parameter tensor, e.g. "0.bias".
  std::string worst;

  bool passes(double tolerance = 1e-6) const {
    // Written so that NaN fails.
    return parameters < tolerance && input < tolerance;
  }
};

/// Checks the scalar function f = sum(G % model(x)) with a random G, in
/// double: float cannot tell a small error from its own rounding. Needs a step
/// `h` that no ReLU crosses. x: features x samples. Costs two forward passes
/// per number; afterwards the model's parameters are as before.
GradientCheck check_gradients(Model<Reference<double>>& model, arma::mat x,
                              std::uint64_t seed = 1, double h = 1e-6);

}  // namespace nn
