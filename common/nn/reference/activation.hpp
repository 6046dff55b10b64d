/// Activations as formulas. Chapter 3; notes D1.6.
#pragma once

#include "nn/support/armadillo.hpp"

namespace nn::reference {

/// Each derivative is written with the output y, so that backward needs no
/// second look at x.
template <class Real>
struct Activation {
  using Matrix = arma::Mat<Real>;

  // #region relu
  /// y = max(0, x). NaN stays NaN: an error upstream must not vanish.
  static void relu(const Matrix& x, Matrix& y) {
    y = x;
    y.transform([](Real v) { return v < 0 ? Real(0) : v; });
  }
  /// dx = dy where y > 0, else 0 (the derivative at 0 is taken as 0).
  static void relu_gradient(const Matrix& y, const Matrix& dy, Matrix& dx) {
    for (arma::uword i = 0; i < y.n_elem; ++i)
      dx[i] = y[i] > 0 ? dy[i] : 0;
  }
  // #endregion relu

  // #region sigmoid
  /// y = 1 / (1 + exp(-x))
  static void sigmoid(const Matrix& x, Matrix& y) {
    y = 1 / (1 + arma::exp(-x));
  }
  /// dx = dy y (1 - y)
  static void sigmoid_gradient(const Matrix& y, const Matrix& dy, Matrix& dx) {
    dx = dy % y % (1 - y);
  }
  // #endregion sigmoid

  // #region tanh
  /// y = tanh x = (exp(x) - exp(-x)) / (exp(x) + exp(-x))
  static void tanh(const Matrix& x, Matrix& y) { y = arma::tanh(x); }
  /// dx = dy (1 - y^2)
  static void tanh_gradient(const Matrix& y, const Matrix& dy, Matrix& dx) {
    dx = dy % (1 - arma::square(y));
  }
  // #endregion tanh

  /// y = x: the identity, and its own derivative.
  static void copy(const Matrix& x, Matrix& y) { y = x; }
};

}  // namespace nn::reference
