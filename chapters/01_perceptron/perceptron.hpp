/// One perceptron: a weighted sum, a bias, and the decision to fire.
/// Source: Rosenblatt, "The perceptron: a probabilistic model for information
/// storage and organization in the brain", Psychological Review 65, 1958.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/error.hpp"

namespace chapter01 {

/// Throws ShapeError unless there is one weight for every input.
inline void require_one_weight_each(const arma::vec& x, const arma::vec& w) {
  if (x.n_elem == w.n_elem) return;
  throw nn::ShapeError(
      fmt::format("a perceptron with {} weights got {} inputs; give it one "
                  "input for every weight",
                  w.n_elem, x.n_elem));
}

// #region weighted-sum-loop
/// w1 x1 + w2 x2 + ... + wn xn + b, term by term.
inline double weighted_sum(const arma::vec& x, const arma::vec& w, double b) {
  require_one_weight_each(x, w);
  double sum = b;
  for (arma::uword i = 0; i < x.n_elem; ++i)
    sum += w(i) * x(i);
  return sum;
}
// #endregion weighted-sum-loop

// #region weighted-sum-dot
/// The same in one formula: the dot product of w and x, plus b.
inline double weighted_sum_dot(const arma::vec& x, const arma::vec& w,
                               double b) {
  require_one_weight_each(x, w);
  return arma::dot(w, x) + b;
}
// #endregion weighted-sum-dot

// #region fires
/// The threshold activation: the neuron fires (1) when its sum is above 0,
/// and is silent (0) otherwise. A sum of exactly 0 does not fire.
inline bool fires(double sum) {
  return sum > 0;
}
// #endregion fires

}  // namespace chapter01
