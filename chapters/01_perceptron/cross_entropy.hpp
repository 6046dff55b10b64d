/// What the sigmoid rule descends: the cross-entropy, and the slope of any
/// error, measured.
#pragma once

#include "learning.hpp"

namespace chapter01 {

// #region cross-entropy
/// How surprised the sigmoid's answers are by the targets, in nats.
inline double cross_entropy(const arma::rowvec& w, const TruthTable& table) {
  const arma::rowvec y = sigmoid(w * table.inputs);
  return -arma::accu(table.targets % arma::log(y) +
                     (1 - table.targets) % arma::log(1 - y));
}

/// How fast error(w) rises with each weight: a small step in each direction.
template <class Error>
arma::rowvec slope(const Error& error, const arma::rowvec& w) {
  const double h = 1e-5;
  arma::rowvec slopes(w.n_elem);
  for (arma::uword i = 0; i < w.n_elem; ++i) {
    arma::rowvec up = w, down = w;
    up(i) += h;
    down(i) -= h;
    slopes(i) = (error(up) - error(down)) / (2 * h);
  }
  return slopes;
}
// #endregion cross-entropy

}  // namespace chapter01
