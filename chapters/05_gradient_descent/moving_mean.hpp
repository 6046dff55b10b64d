/// The exponential moving average: makes a noisy curve readable. Notes E.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter05 {

// #region moving-mean
/// mean = beta mean + (1 - beta) value, from mean = 0: about the last
/// 1 / (1 - beta) values count. Starting at 0 makes the first means too small;
/// the weights so far add up to 1 - beta^t, and dividing by it corrects that
/// (Kingma and Ba, "Adam", ICLR 2015, section 3).
inline arma::vec moving_mean(const arma::vec& values, double beta,
                             bool corrected) {
  arma::vec means(values.n_elem);
  double mean = 0, weights = 0;
  for (arma::uword t = 0; t < values.n_elem; ++t) {
    mean = beta * mean + (1 - beta) * values(t);
    weights = beta * weights + (1 - beta);  // 1 - beta^(t + 1)
    means(t) = corrected ? mean / weights : mean;
  }
  return means;
}
// #endregion moving-mean

}  // namespace chapter05
