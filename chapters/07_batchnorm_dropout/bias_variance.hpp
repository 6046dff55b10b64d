/// Bias and variance: one kind of model, fitted to many training sets.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter07 {

/// Noisy points of one curve. Every column of t is a training set of its own.
struct TrainingSets {
  arma::vec x;  ///< the same points each time
  arma::mat t;  ///< points x sets: the curve and noise
};

constexpr double noise_of_points = 0.3;  ///< its standard deviation

/// What the points are drawn from; a model sees only the points.
arma::vec true_curve(const arma::vec& x);

TrainingSets draw_sets(arma::uword points, arma::uword sets,
                       std::uint64_t seed);

/// Polynomials of a degree, one fitted to each set: their values at `x`.
arma::mat fitted(const TrainingSets& sets, int degree, const arma::vec& x);

/// Mean squared errors of all these fits.
struct Decomposition {
  int degree = 0;
  double train = 0;         ///< on the points that they were fitted to
  double test = 0;          ///< on fresh points
  double bias_squared = 0;  ///< of the mean of all fits
  double variance = 0;      ///< of the fits around their mean
};

// #region decompose
/// (mean fit - curve)^2 and the mean of (fit - mean fit)^2, at many x.
inline Decomposition decompose(const arma::mat& fits, const arma::vec& curve) {
  const arma::vec mean_fit = arma::mean(fits, 1);
  Decomposition d;
  d.bias_squared = arma::mean(arma::square(mean_fit - curve));
  d.variance =
      arma::mean(arma::vectorise(arma::square(fits.each_col() - mean_fit)));
  return d;
}
// #endregion decompose

/// Draws, fits and measures: training error, error on fresh points, bias and
/// variance at 101 places.
Decomposition measure_degree(int degree, arma::uword points, arma::uword sets,
                             std::uint64_t seed);

}  // namespace chapter07
