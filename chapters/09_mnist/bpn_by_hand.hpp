/// The notes' BPN (D1.7) as formulas: 784-30-10, sigmoids, squared error,
/// every gradient written out.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter09 {

/// What the sums over a batch of n samples are multiplied by, besides the
/// learning rate. The notes use sums for weights but means for biases.
enum class Update {
  notes,  ///< weights 1, biases 1/n
  sums,   ///< 1 for both: the gradient of the batch's summed error
  means,  ///< 1/n for both: the gradient of its mean error
};

struct BpnByHand {
  arma::fmat w1, b1;  ///< 30 x 784, 30 x 1
  arma::fmat w2, b2;  ///< 10 x 30, 10 x 1
};

inline arma::fmat logistic(const arma::fmat& z) {
  return 1 / (1 + arma::exp(-z));
}

// #region bpn-forward
/// x: 784 x samples, y: 10 x samples.
inline arma::fmat hidden_of(const BpnByHand& net, const arma::fmat& x) {
  arma::fmat sums = net.w1 * x;
  sums.each_col() += net.b1.col(0);
  return logistic(sums);
}

inline arma::fmat output_of(const BpnByHand& net, const arma::fmat& h) {
  arma::fmat sums = net.w2 * h;
  sums.each_col() += net.b2.col(0);
  return logistic(sums);
}
// #endregion bpn-forward

// #region bpn-step
/// One step against the gradient of sum((y - t)^2) / 2. t: 10 x samples,
/// one-hot columns.
inline void step(BpnByHand& net, const arma::fmat& x, const arma::fmat& t,
                 double rate, Update update) {
  const arma::fmat h = hidden_of(net, x), y = output_of(net, h);
  const arma::fmat delta2 = (y - t) % y % (1 - y);
  const arma::fmat delta1 = (net.w2.t() * delta2) % h % (1 - h);
  const double mean = rate / double(x.n_cols);
  const auto weights = float(update == Update::means ? mean : rate);
  const auto biases = float(update == Update::sums ? rate : mean);
  net.w2 -= weights * delta2 * h.t();
  net.w1 -= weights * delta1 * x.t();
  net.b2 -= biases * arma::sum(delta2, 1);
  net.b1 -= biases * arma::sum(delta1, 1);
}
// #endregion bpn-step

}  // namespace chapter09
