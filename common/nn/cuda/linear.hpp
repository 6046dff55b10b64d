/// The linear layer on cuBLAS. Same file in reference/: the formulas.
#pragma once

#include "nn/core/parallel.hpp"
#include "nn/cuda/matrix.hpp"

namespace nn::cuda {

/// See reference::Linear for shapes and formulas.
struct Linear {
  static void linear(const Matrix& W, const Matrix& b, const Matrix& x,
                     bool relu, Matrix& y);
  static void linear_input_gradient(const Matrix& W, const Matrix& dy,
                                    Matrix& dx);
  static void linear_weight_gradient(const Matrix& x, const Matrix& dy,
                                     Range range, Matrix& dW);
  static void linear_bias_gradient(const Matrix& dy, Matrix& db);
};

}  // namespace nn::cuda
