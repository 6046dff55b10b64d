/// A linear support vector machine: one class against the rest.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/random.hpp"

namespace chapter09 {

struct Svm {
  arma::vec w;
  double b = 0;

  /// Positive: the class. x: features x samples.
  arma::rowvec scores(const arma::mat& x) const { return w.t() * x + b; }
};

// #region svm
/// Minimizes mean(max(0, 1 - t (w x + b))) + penalty |w|^2 / 2 by steps along
/// the sub-gradient, on 32 samples each; the rate falls to 0. t: 1 or -1.
inline Svm train_svm(const arma::mat& x, const arma::rowvec& t, double rate,
                     double penalty, int steps, std::uint64_t seed) {
  Svm svm{arma::vec(x.n_rows, arma::fill::zeros)};
  nn::Random random(seed, nn::Stream::data);
  for (int step = 0; step < steps; ++step) {
    const double now = rate * (1 - double(step) / steps);
    svm.w *= 1 - now * penalty;
    arma::vec towards(x.n_rows, arma::fill::zeros);
    for (int i = 0; i < 32; ++i) {
      const arma::uword j =
          random.integer(static_cast<std::uint32_t>(x.n_cols));
      const double margin = t(j) * (arma::dot(svm.w, x.col(j)) + svm.b);
      if (margin >= 1) continue;  // the loss is 0 there
      towards += t(j) / 32 * x.col(j);
      svm.b += now * t(j) / 32;
    }
    svm.w += now * towards;
  }
  return svm;
}
// #endregion svm

}  // namespace chapter09
