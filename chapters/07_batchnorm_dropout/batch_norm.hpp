/// Batch normalization from scratch: Ioffe and Szegedy, "Batch normalization",
/// ICML 2015 (BN below), and what follows from its formulas.
///
/// One sample is one column; each row (feature) is normalized by itself.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/random.hpp"

namespace chapter07 {

// #region forward-loops
/// BN, algorithm 1, for the m values of one feature. The four steps are the
/// paper's four lines.
inline arma::rowvec batch_norm_of_feature(const arma::rowvec& x, double gamma,
                                          double beta, double epsilon) {
  const double m = double(x.n_elem);
  double mean = 0, variance = 0;
  for (double value : x)
    mean += value / m;  // 1
  for (double value : x)
    variance += (value - mean) * (value - mean) / m;  // 2
  arma::rowvec y(x.n_elem);
  for (arma::uword i = 0; i < x.n_elem; ++i) {
    const double normalized = (x(i) - mean) / std::sqrt(variance + epsilon);
    y(i) = gamma * normalized + beta;  // the line above is 3, this one 4
  }
  return y;
}
// #endregion forward-loops

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

// #region backward
/// BN, section 3: the chain rule through all four steps. x affects the loss in
/// three ways: directly, through the variance and through the mean.
inline BatchNormGradient batch_norm_gradient(const Normalized& n,
                                             const arma::vec& gamma,
                                             const arma::mat& dy) {
  const double m = double(dy.n_cols);
  const arma::mat centered = n.x_hat.each_col() % n.deviation;
  const arma::mat dx_hat = dy.each_col() % gamma;
  const arma::vec dvariance =
      arma::sum(dx_hat % centered, 1) / (-2 * arma::pow(n.deviation, 3));
  const arma::vec dmean = -arma::sum(dx_hat, 1) / n.deviation -
                          2 * dvariance % arma::mean(centered, 1);
  arma::mat dx = dx_hat.each_col() / n.deviation;
  dx += centered.each_col() % (2 / m * dvariance);
  dx.each_col() += dmean / m;
  return {dx, arma::sum(dy % n.x_hat, 1), arma::sum(dy, 1)};
}
// #endregion backward

// #region forgetful
/// A common mistake: mean and variance treated as constants.
inline BatchNormGradient forgetful_gradient(const Normalized& n,
                                            const arma::vec& gamma,
                                            const arma::mat& dy) {
  return {dy.each_col() % (gamma / n.deviation), arma::sum(dy % n.x_hat, 1),
          arma::sum(dy, 1)};
}
// #endregion forgetful

/// A batch for the gradient check: numbers away from 0 everywhere.
struct Example {
  arma::mat x;            ///< features x samples
  arma::vec gamma, beta;  ///< features
  arma::mat dy;           ///< the loss is accu(dy % y)
};

inline Example random_example(arma::uword features, arma::uword samples,
                              std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 7);
  const auto normal = [&](arma::uword rows, arma::uword cols) {
    arma::mat m(rows, cols);
    m.imbue([&] { return random.normal(); });
    return m;
  };
  return {3 + 2 * normal(features, samples), 1 + 0.3 * normal(features, 1),
          normal(features, 1), normal(features, samples)};
}

/// d accu(dy % y) / dx by central differences: independent of our algebra.
inline arma::mat numerical_dx(Example e, double h = 1e-5) {
  const auto loss = [&] {
    return arma::accu(e.dy % batch_norm(e.x, e.gamma, e.beta).y);
  };
  arma::mat dx(arma::size(e.x));
  for (arma::uword i = 0; i < e.x.n_elem; ++i) {
    const double before = e.x(i);
    e.x(i) = before + h;
    const double above = loss();
    e.x(i) = before - h;
    dx(i) = (above - loss()) / (2 * h);
    e.x(i) = before;
  }
  return dx;
}

/// ||a - b|| / (||a|| + ||b||): 0 for equal ones, at most 1.
inline double distance(const arma::mat& a, const arma::mat& b) {
  return arma::norm(a - b, "fro") /
         (arma::norm(a, "fro") + arma::norm(b, "fro"));
}

// #region running
/// Mean and variance for later use, when there is no batch: each batch moves
/// them the fraction `momentum` of the way toward its own.
struct Running {
  arma::vec mean, variance;

  explicit Running(arma::uword features)
      : mean(features, arma::fill::zeros),
        variance(features, arma::fill::ones) {}

  void see(const Normalized& n, double momentum = 0.1) {
    const double m = double(n.x_hat.n_cols);
    mean += momentum * (n.mean - mean);
    // The variance of the population, not of the batch: m / (m - 1) larger.
    variance += momentum * (n.variance * m / (m - 1) - variance);
  }
};
// #endregion running

}  // namespace chapter07
