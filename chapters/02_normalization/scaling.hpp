/// Scaling the features: to [0, 1], to [-1, 1], and the z-score.
///
/// One sample is one column, so a feature is a row. What a Scaling subtracts
/// and divides by is computed once from the training samples and then used
/// for all samples.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter02 {

// #region scaling
/// x -> (x - shift) / scale, with a shift and a scale for every feature.
struct Scaling {
  arma::vec shift;  ///< one per feature
  arma::vec scale;  ///< one per feature, never 0

  arma::mat operator()(arma::mat x) const {
    x.each_col() -= shift;
    x.each_col() /= scale;
    return x;
  }

  /// The way back, from scaled features to the real ones.
  arma::mat undo(arma::mat scaled) const {
    scaled.each_col() %= scale;
    scaled.each_col() += shift;
    return scaled;
  }
};
// #endregion scaling

/// To [0, 1]: the lowest value becomes 0, the highest 1.
Scaling to_unit_interval(const arma::mat& x);

/// To [-1, 1]: the lowest value becomes -1, the highest 1.
Scaling to_symmetric_interval(const arma::mat& x);

/// The z-score: mean 0 and standard deviation 1 over the samples.
Scaling z_score(const arma::mat& x);

/// Subtracts only the mean; every feature keeps its spread.
Scaling centered(const arma::mat& x);

/// The z-score of one feature, step by step.
std::vector<double> z_score_loop(std::vector<double> x);

/// Median and interquartile range: robust against a single outlier.
Scaling robust(const arma::mat& x);

}  // namespace chapter02
