/// What BatchNorm stores during training, for use without a batch.
#pragma once

#include "batch_norm.hpp"

namespace chapter07 {

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
