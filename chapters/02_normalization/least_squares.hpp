/// Least squares: the loss of a linear model, its gradient and its curvature.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter02 {

// #region least-squares
/// Samples (columns of x) and the targets of a linear model w x.
struct LeastSquares {
  arma::mat x;     ///< features x samples
  arma::rowvec y;  ///< 1 x samples

  /// Half the mean squared error of the weights w (1 x features).
  double loss(const arma::rowvec& w) const {
    return arma::mean(arma::square(w * x - y)) / 2;
  }
  arma::rowvec gradient(const arma::rowvec& w) const {
    return (w * x - y) * x.t() / double(x.n_cols);
  }
  /// The second derivatives, features x features.
  arma::mat curvature() const { return x * x.t() / double(x.n_cols); }

  /// The minimum, solved for directly.
  arma::rowvec best() const { return arma::solve(x.t(), y.t()).t(); }
};
// #endregion least-squares

/// The loss at the lowest point.
double minimum_of(const LeastSquares& problem);

}  // namespace chapter02
