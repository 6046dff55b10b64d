/// Activations in vector loops. Same file in reference/: the formulas.
#pragma once

#include "nn/core/armadillo.hpp"

namespace nn::cpu {

/// Called by one worker on its own samples; x and y (dy and dx) may be the
/// same memory.
struct Activation {
  static void relu(const arma::fmat& x, arma::fmat& y);
  static void relu_gradient(const arma::fmat& y, const arma::fmat& dy,
                            arma::fmat& dx);
  static void sigmoid(const arma::fmat& x, arma::fmat& y);
  static void sigmoid_gradient(const arma::fmat& y, const arma::fmat& dy,
                               arma::fmat& dx);
  static void tanh(const arma::fmat& x, arma::fmat& y);
  static void tanh_gradient(const arma::fmat& y, const arma::fmat& dy,
                            arma::fmat& dx);
  static void leaky_relu(const arma::fmat& x, double slope, arma::fmat& y);
  static void leaky_relu_gradient(const arma::fmat& y, const arma::fmat& dy,
                                  double slope, arma::fmat& dx);
  static void gelu(const arma::fmat& x, arma::fmat& y);
  static void gelu_gradient(const arma::fmat& x, const arma::fmat& dy,
                            arma::fmat& dx);
  static void softmax(const arma::fmat& x, arma::fmat& y);
  static void softmax_gradient(const arma::fmat& y, const arma::fmat& dy,
                               arma::fmat& dx);
  static void copy(const arma::fmat& x, arma::fmat& y);
};

}  // namespace nn::cpu
