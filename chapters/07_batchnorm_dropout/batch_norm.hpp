/// Batch normalization from scratch: Ioffe and Szegedy, "Batch normalization",
/// ICML 2015 (BN below), and what follows from its formulas.
///
/// One sample is one column; each row (feature) is normalized by itself.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter07 {

/// The output for the m values of one feature, step by step.
arma::rowvec batch_norm_of_feature(const arma::rowvec& x, double gamma,
                                   double beta, double epsilon);

/// What the forward pass computes and the backward pass needs again.
struct Normalized {
  arma::vec mean, variance;  ///< features
  arma::vec deviation;       ///< sqrt(variance + epsilon)
  arma::mat x_hat;           ///< features x samples: mean 0, variance 1
  arma::mat y;               ///< gamma x_hat + beta
};

// #region forward
/// The same for all features at once. gamma, beta: one number per feature.
inline Normalized batch_norm(const arma::mat& x, const arma::vec& gamma,
                             const arma::vec& beta, double epsilon = 1e-5) {
  Normalized n;
  n.mean = arma::mean(x, 1);
  n.variance = arma::var(x, 1, 1);  // the mean of squares: divided by m
  n.deviation = arma::sqrt(n.variance + epsilon);
  n.x_hat = (x.each_col() - n.mean).eval().each_col() / n.deviation;
  n.y = (n.x_hat.each_col() % gamma).eval().each_col() + beta;
  return n;
}
// #endregion forward

struct BatchNormGradient {
  arma::mat dx;             ///< features x samples
  arma::vec dgamma, dbeta;  ///< features
};

/// The gradient of batch_norm.
BatchNormGradient batch_norm_gradient(const Normalized& n,
                                      const arma::vec& gamma,
                                      const arma::mat& dy);

/// A common mistake: mean and variance treated as constants.
BatchNormGradient forgetful_gradient(const Normalized& n,
                                     const arma::vec& gamma,
                                     const arma::mat& dy);

}  // namespace chapter07
