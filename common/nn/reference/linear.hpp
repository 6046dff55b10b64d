/// The linear layer as formulas. Chapter 3; notes C5 "Affine".
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/parallel.hpp"

namespace nn::reference {

template <class Real>
struct Linear {
  using Matrix = arma::Mat<Real>;

  // #region linear
  /// y = W x + b, the same b for every sample; and max(0, y) if `relu`.
  /// W out x in, b out x 1, x in x samples, y out x samples
  static void linear(const Matrix& W, const Matrix& b, const Matrix& x,
                     bool relu, Matrix& y) {
    y = W * x;
    y.each_col() += b.col(0);
    if (relu) y.transform([](Real v) { return v < 0 ? Real(0) : v; });
  }
  // #endregion linear

  // #region linear_gradient
  /// dx = W' dy
  static void linear_input_gradient(const Matrix& W, const Matrix& dy,
                                    Matrix& dx) {
    dx = W.t() * dy;
  }

  /// dW = dy x', summed over the samples; only the columns that belong to the
  /// input features `range`.
  static void linear_weight_gradient(const Matrix& x, const Matrix& dy,
                                     Range range, Matrix& dW) {
    if (range.empty()) return;
    const arma::uword first = range.begin, last = range.end - 1;
    dW.cols(first, last) = dy * x.rows(first, last).t();
  }

  /// db = the sum of dy over the samples
  static void linear_bias_gradient(const Matrix& dy, Matrix& db) {
    db = arma::sum(dy, 1);
  }
  // #endregion linear_gradient
};

}  // namespace nn::reference
