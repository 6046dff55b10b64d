/// Activations on the device. Same file in reference/: the formulas.
#pragma once

#include "nn/cuda/matrix.hpp"

namespace nn::cuda {

/// x and y (dy and dx) may be the same memory.
struct Activation {
  static void relu(const Matrix& x, Matrix& y);
  static void relu_gradient(const Matrix& y, const Matrix& dy, Matrix& dx);
  static void sigmoid(const Matrix& x, Matrix& y);
  static void sigmoid_gradient(const Matrix& y, const Matrix& dy, Matrix& dx);
  static void tanh(const Matrix& x, Matrix& y);
  static void tanh_gradient(const Matrix& y, const Matrix& dy, Matrix& dx);
  static void leaky_relu(const Matrix& x, double slope, Matrix& y);
  static void leaky_relu_gradient(const Matrix& y, const Matrix& dy,
                                  double slope, Matrix& dx);
  static void gelu(const Matrix& x, Matrix& y);
  static void gelu_gradient(const Matrix& x, const Matrix& dy, Matrix& dx);
  static void softmax(const Matrix& x, Matrix& y);
  static void softmax_gradient(const Matrix& y, const Matrix& dy, Matrix& dx);
  static void copy(const Matrix& x, Matrix& y);
};

}  // namespace nn::cuda
