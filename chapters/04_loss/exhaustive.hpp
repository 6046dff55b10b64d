/// The best weight by trying them all. Source: notes E, "linear model".
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter04 {

/// The notes' three samples of y = w x.
inline const std::array<double, 3> x_data = {1.0, 2.0, 3.0};
inline const std::array<double, 3> y_data = {2.02, 3.98, 6.01};

/// Mean of (w x - y)^2.
inline double mse_of_weight(double w) {
  double sum = 0;
  for (std::size_t i = 0; i < x_data.size(); ++i) {
    const double error = w * x_data[i] - y_data[i];
    sum += error * error;
  }
  return sum / double(x_data.size());
}

/// All weights tried, their losses, and the best one.
struct Search {
  arma::vec w, mse;
  arma::uword best = 0;
};

// #region exhaustive-search
/// w = 0.0, 0.1 ... 4.0. Each is computed as i / 10: adding 0.1 forty times
/// would accumulate its rounding error forty times.
inline Search exhaustive_search() {
  Search search{arma::vec(41), arma::vec(41)};
  for (arma::uword i = 0; i < 41; ++i) {
    search.w(i) = double(i) / 10;
    search.mse(i) = mse_of_weight(search.w(i));
  }
  search.best = search.mse.index_min();
  return search;
}
// #endregion exhaustive-search

/// Where the slope of the loss is 0: w = sum(x y) / sum(x^2).
inline double best_weight() {
  double xy = 0, xx = 0;
  for (std::size_t i = 0; i < x_data.size(); ++i) {
    xy += x_data[i] * y_data[i];
    xx += x_data[i] * x_data[i];
  }
  return xy / xx;
}

/// log10 of the number of losses to compute for this many weights with 41
/// values each: 41^weights.
inline double log10_of_losses(double weights) {
  return weights * std::log10(41.0);
}

}  // namespace chapter04
