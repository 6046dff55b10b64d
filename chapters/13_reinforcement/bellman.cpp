#include "bellman.hpp"

#include "nn/core/error.hpp"

namespace chapter13 {

// #region worth
/// The mean of reward + gamma v(next).
double worth(const Outcomes& outcomes, const arma::vec& v, double gamma) {
  double mean = 0;
  for (const auto& [probability, next, reward] : outcomes)
    mean += probability * (reward + gamma * v(next));
  return mean;
}
// #endregion worth

arma::mat action_values(const Mdp& mdp, const arma::vec& v, double gamma) {
  arma::mat q(mdp.actions, mdp.states(), arma::fill::zeros);
  for (arma::uword s = 0; s < mdp.states(); ++s)
    for (arma::uword a = 0; a < mdp.of[s].size(); ++a)
      q(a, s) = worth(mdp.of[s][a], v, gamma);
  return q;
}

// #region value-iteration
/// The largest worth in every state. All are computed from the old values.
arma::vec backup(const Mdp& mdp, const arma::vec& v, double gamma) {
  return arma::max(action_values(mdp, v, gamma), 0).t();
}

arma::mat value_iteration(const Mdp& mdp, double gamma, double tolerance) {
  std::vector<arma::vec> sweeps{arma::zeros(mdp.states())};
  double change = arma::datum::inf;
  while (!(change <= tolerance)) {
    sweeps.push_back(backup(mdp, sweeps.back(), gamma));
    change = arma::abs(sweeps.back() - sweeps[sweeps.size() - 2]).max();
    if (sweeps.size() > 100'000)
      throw nn::Error(
          "the values do not settle: does every policy end, or is gamma below "
          "1?");
  }
  arma::mat all(mdp.states(), sweeps.size());
  for (arma::uword k = 0; k < all.n_cols; ++k)
    all.col(k) = sweeps[k];
  return all;
}
// #endregion value-iteration

arma::uvec greedy(const arma::mat& q) {
  arma::uvec actions(q.n_cols);
  for (arma::uword s = 0; s < q.n_cols; ++s)
    actions(s) = first_largest(q.col(s));
  return actions;
}

Policy soft(const arma::mat& q, double epsilon) {
  Policy policy(arma::size(q));
  policy.fill(epsilon / double(q.n_rows));
  const arma::uvec best = greedy(q);
  for (arma::uword s = 0; s < q.n_cols; ++s)
    policy(best(s), s) += 1 - epsilon;
  return policy;
}

Policy always(const Mdp& mdp, const arma::uvec& actions) {
  Policy policy(mdp.actions, mdp.states(), arma::fill::zeros);
  for (arma::uword s = 0; s < mdp.states(); ++s)
    policy(actions(s), s) = 1;
  return policy;
}

// #region policy-value
/// (I - gamma P) v = r, one row a state.
arma::vec policy_value(const Mdp& mdp, const Policy& policy, double gamma) {
  arma::mat A = arma::eye(mdp.states(), mdp.states());
  arma::vec r(mdp.states(), arma::fill::zeros), v;
  for (arma::uword s = 0; s < mdp.states(); ++s)
    for (arma::uword a = 0; a < mdp.of[s].size(); ++a)
      for (const auto& [probability, next, reward] : mdp.of[s][a]) {
        const double chance = policy(a, s) * probability;
        r(s) += chance * reward;
        if (!mdp.ends(next)) A(s, next) -= gamma * chance;
      }
  if (!arma::solve(v, A, r, arma::solve_opts::no_approx))
    throw nn::Error(
        "the policy has no value: it never ends, and gamma is 1; let it end, "
        "or discount");
  return v;
}
// #endregion policy-value

namespace {

/// The greedy actions; an old one stays unless another is better by more than
/// rounding errors are, or two equal ones would take turns for ever.
arma::uvec improved(const arma::mat& q, arma::uvec actions) {
  const arma::uvec best = greedy(q);
  for (arma::uword s = 0; s < q.n_cols; ++s)
    if (q(best(s), s) > q(actions(s), s) + 1e-9) actions(s) = best(s);
  return actions;
}

}  // namespace

// #region policy-iteration
PolicyIteration policy_iteration(const Mdp& mdp, arma::uvec first, double gamma,
                                 double epsilon) {
  PolicyIteration found{{std::move(first)}, {}};
  while (true) {
    const Policy policy = soft(always(mdp, found.policies.back()), epsilon);
    found.v = policy_value(mdp, policy, gamma);
    arma::uvec next =
        improved(action_values(mdp, found.v, gamma), found.policies.back());
    if (arma::all(next == found.policies.back())) return found;
    found.policies.push_back(std::move(next));
  }
}
// #endregion policy-iteration

}  // namespace chapter13
