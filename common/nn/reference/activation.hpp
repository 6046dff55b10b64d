/// Activations as formulas. Chapter 3; notes D1.6.
#pragma once

#include "nn/core/armadillo.hpp"

namespace nn::reference {

/// Each derivative is written with the output y, so that backward needs no
/// second look at x (GELU's cannot be: it is not monotonic).
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

  /// y = tanh x = (exp(x) - exp(-x)) / (exp(x) + exp(-x))
  static void tanh(const Matrix& x, Matrix& y) { y = arma::tanh(x); }
  /// dx = dy (1 - y^2)
  static void tanh_gradient(const Matrix& y, const Matrix& dy, Matrix& dx) {
    dx = dy % (1 - arma::square(y));
  }

  /// y = x where x >= 0, else slope x, with slope >= 0 (Maas et al., ICML
  /// 2013).
  static void leaky_relu(const Matrix& x, double slope, Matrix& y) {
    y = x;
    y.transform([=](Real v) { return v < 0 ? Real(slope) * v : v; });
  }
  /// dx = dy where y > 0, else slope dy (also at 0, as in PyTorch).
  static void leaky_relu_gradient(const Matrix& y, const Matrix& dy,
                                  double slope, Matrix& dx) {
    for (arma::uword i = 0; i < y.n_elem; ++i)
      dx[i] = y[i] > 0 ? dy[i] : Real(slope) * dy[i];
  }

  /// Phi(x) = (1 + erf(x / sqrt 2)) / 2: the probability that a normal number
  /// is below x. Written with erfc, which stays accurate where Phi is near 0.
  static Real normal_cdf(Real x) {
    return std::erfc(-x / std::sqrt(Real(2))) / 2;
  }
  /// y = x Phi(x) (Hendrycks and Gimpel, arXiv 1606.08415; the exact form).
  static void gelu(const Matrix& x, Matrix& y) {
    y = x;
    y.transform([](Real v) { return v * normal_cdf(v); });
  }
  /// dx = dy (Phi(x) + x phi(x)), phi(x) = exp(-x^2 / 2) / sqrt(2 pi).
  static void gelu_gradient(const Matrix& x, const Matrix& dy, Matrix& dx) {
    const Real density = 1 / std::sqrt(2 * arma::Datum<Real>::pi);
    for (arma::uword i = 0; i < x.n_elem; ++i) {
      // phi is 0 far from 0, where x may be infinite.
      const Real phi = density * std::exp(-x[i] * x[i] / 2);
      dx[i] = dy[i] * (normal_cdf(x[i]) + (phi == 0 ? 0 : x[i] * phi));
    }
  }

  /// Each column by itself: y_i = exp(x_i) / sum_j exp(x_j). The largest is
  /// shifted to 0 first, so exp cannot overflow.
  static void softmax(const Matrix& x, Matrix& y) {
    for (arma::uword j = 0; j < x.n_cols; ++j) {
      y.col(j) = arma::exp(x.col(j) - x.col(j).max());
      y.col(j) /= arma::accu(y.col(j));
    }
  }
  /// dx = y (dy - sum_j dy_j y_j)
  static void softmax_gradient(const Matrix& y, const Matrix& dy, Matrix& dx) {
    for (arma::uword j = 0; j < y.n_cols; ++j)
      dx.col(j) = y.col(j) % (dy.col(j) - arma::dot(dy.col(j), y.col(j)));
  }

  /// y = x: the identity, and its own derivative.
  static void copy(const Matrix& x, Matrix& y) { y = x; }
};

}  // namespace nn::reference
