/// The loss of Q-learning with a network, and its gradient with the target
/// held fixed. Mnih et al. 2015; Sutton and Barto 2018, section 11.1.
#pragma once

#include <vector>

#include "nn/core/armadillo.hpp"

namespace chapter13 {

// #region td-targets
/// reward + gamma Q(next, best), and the reward alone where the episode has
/// ended. The best action is the one with the largest number in `chooses`
/// (the first of equals); `judges` says what it is worth. Plain Q-learning has
/// the same network for both. chooses, judges: actions x steps
template <class Real>
arma::Row<Real> td_targets(const arma::Row<Real>& rewards,
                           const arma::Row<Real>& goes_on,
                           const arma::Mat<Real>& chooses,
                           const arma::Mat<Real>& judges, double gamma) {
  arma::Row<Real> targets = rewards;
  for (arma::uword i = 0; i < targets.n_elem; ++i) {
    arma::uword best = 0;
    for (arma::uword a = 1; a < chooses.n_rows; ++a)
      if (chooses(a, i) > chooses(best, i)) best = a;
    targets(i) += Real(gamma) * goes_on(i) * judges(best, i);
  }
  return targets;
}
// #endregion td-targets

// #region semi-gradient
/// The mean of (q(action) - target)^2 / 2 over the steps, and in dq its
/// derivative with respect to q: nothing for actions that were not taken, and
/// nothing for the target. q, dq: actions x steps
template <class Real>
double semi_gradient(const arma::Mat<Real>& q,
                     const std::vector<arma::uword>& actions,
                     const arma::Row<Real>& targets, arma::Mat<Real>& dq) {
  dq.zeros(q.n_rows, q.n_cols);
  double loss = 0;
  for (arma::uword i = 0; i < q.n_cols; ++i) {
    const Real error = q(actions[i], i) - targets(i);
    loss += double(error) * double(error) / 2;
    dq(actions[i], i) = error / static_cast<Real>(q.n_cols);
  }
  return loss / double(q.n_cols);
}
// #endregion semi-gradient

}  // namespace chapter13
