/// From the chain rule to the short formula: the three ways in which an x of
/// the batch reaches the loss, each by itself.
#pragma once

#include "batch_norm.hpp"

namespace chapter07 {

// #region chain
/// How the normalized x_j of one feature moves with x_i: directly, through the
/// mean and through the variance. All are samples x samples, row j, column i.
struct Chain {
  arma::mat directly, through_mean, through_variance;
};

inline Chain chain_rule(const arma::vec& x_hat, double deviation) {
  const arma::uword n = x_hat.n_elem;
  const double m = double(n), s = deviation;
  const double by_mean = -1 / s;                             // of x^_j by mu
  const double mean_by_x = 1 / m;                            // of mu by x_i
  const arma::vec by_variance = -x_hat / (2 * s * s);        // of x^_j by v
  const arma::rowvec variance_by_x = 2 * s / m * x_hat.t();  // of v by x_i
  return {arma::eye(n, n) / s, arma::mat(n, n).fill(by_mean * mean_by_x),
          by_variance * variance_by_x};
}
// #endregion chain

// #region slopes
/// The same three, multiplied out and added: how x^_j moves with x_i.
inline arma::mat slopes_of_normalization(const arma::vec& x_hat,
                                         double deviation) {
  const arma::uword n = x_hat.n_elem;
  return (arma::eye(n, n) - 1 / double(n) - x_hat * x_hat.t() / double(n)) /
         deviation;
}
// #endregion slopes

}  // namespace chapter07
