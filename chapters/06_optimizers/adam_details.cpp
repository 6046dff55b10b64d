#include "adam_details.hpp"

#include "formulas.hpp"

namespace chapter06 {

// #region step-lengths
/// The lengths of Adam's steps 1 ... n, in learning rates, while the gradient
/// stays 1. With the correction, every step has length 1; without it the steps
/// are (1 - beta1^t) / sqrt(1 - beta2^t) long.
arma::vec step_lengths(int n, bool correct_bias) {
  AdamState state(1);
  arma::vec lengths(n);
  for (int t = 0; t < n; ++t)
    lengths(t) = adam_direction(state, {1.0}, correct_bias)(0);
  return lengths;
}
// #endregion step-lengths

arma::mat decayed_weights(const DecayTrial& trial, bool decoupled) {
  arma::vec w(trial.noise.n_elem, arma::fill::ones);
  AdamState state(w.n_elem);
  arma::mat path(w.n_elem, trial.steps + 1);
  path.col(0) = w;
  for (int t = 1; t <= trial.steps; ++t) {
    const arma::vec g = t % 2 == 0 ? trial.noise : arma::vec(-trial.noise);
    if (decoupled)
      adamw(w, state, g, trial.rate, trial.rate * trial.decay);
    else
      adam_l2(w, state, g, trial.rate, trial.decay);
    path.col(t) = w;
  }
  return path;
}

}  // namespace chapter06
