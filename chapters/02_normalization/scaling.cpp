#include "scaling.hpp"

#include "nn/core/error.hpp"

namespace chapter02 {
namespace {

/// A single NaN would silently make a whole feature NaN.
void require_numbers(const arma::mat& x) {
  if (x.n_cols == 0)
    throw nn::DataError(
        "scaling: no samples; expected at least one training sample");
  const arma::uvec bad = arma::find_nonfinite(x);
  if (bad.is_empty()) return;
  throw nn::DataError(fmt::format(
      "scaling: feature {} of training sample {} is {}; expected a number, "
      "so drop the sample or fill in a value",
      bad(0) % x.n_rows, bad(0) / x.n_rows, x(bad(0))));
}

// #region constant
/// A feature that is the same everywhere has no spread to divide by. Dividing
/// it by 1 leaves 0 for all samples. The lowest and the highest value tell
/// whether it is constant: unlike a deviation, they are not rounded.
arma::vec or_one(arma::vec spread, const arma::mat& x) {
  const arma::vec range = arma::max(x, 1) - arma::min(x, 1);
  spread.elem(arma::find(range == 0)).ones();
  return spread;
}
// #endregion constant

}  // namespace

// #region min-max
/// To [0, 1]: the lowest value becomes 0, the highest 1.
Scaling to_unit_interval(const arma::mat& x) {
  require_numbers(x);
  const arma::vec low = arma::min(x, 1), high = arma::max(x, 1);
  return {low, or_one(high - low, x)};
}

/// To [-1, 1]: the lowest value becomes -1, the highest 1.
Scaling to_symmetric_interval(const arma::mat& x) {
  require_numbers(x);
  const arma::vec low = arma::min(x, 1), high = arma::max(x, 1);
  return {(low + high) / 2, or_one((high - low) / 2, x)};
}
// #endregion min-max

// #region z-score
/// The z-score: mean 0 and standard deviation 1 over the samples. It divides
/// by n, not n - 1, like scikit-learn's StandardScaler and like batch
/// normalization (chapter 7).
Scaling z_score(const arma::mat& x) {
  require_numbers(x);
  return {arma::mean(x, 1), or_one(arma::stddev(x, 1, 1), x)};
}

/// Subtracts only the mean; every feature keeps its spread.
Scaling centered(const arma::mat& x) {
  require_numbers(x);
  return {arma::mean(x, 1), arma::vec(x.n_rows, arma::fill::ones)};
}
// #endregion z-score

// #region z-score-loop
/// The z-score of one feature, step by step.
std::vector<double> z_score_loop(std::vector<double> x) {
  const auto n = double(x.size());
  double mean = 0, variance = 0;
  for (double value : x)
    mean += value / n;
  for (double value : x)
    variance += (value - mean) * (value - mean) / n;
  for (double& value : x)
    value = (value - mean) / std::sqrt(variance);
  return x;
}
// #endregion z-score-loop

Scaling robust(const arma::mat& x) {
  require_numbers(x);
  const arma::mat quartiles = arma::quantile(x, arma::vec{0.25, 0.75}, 1);
  return {arma::median(x, 1), or_one(quartiles.col(1) - quartiles.col(0), x)};
}

}  // namespace chapter02
