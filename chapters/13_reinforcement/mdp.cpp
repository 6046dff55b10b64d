#include "mdp.hpp"

namespace chapter13 {

Outcome sample(const Mdp& mdp, arma::uword state, arma::uword action,
               nn::Random& random) {
  const Outcomes& outcomes = mdp.of[state][action];
  if (outcomes.size() == 1) return outcomes.front();
  double left = random.uniform();
  for (const Outcome& outcome : outcomes)
    if ((left -= outcome.probability) < 0) return outcome;
  return outcomes.back();  // rounding: the sum may be a little below 1
}

// #region discounted
/// From the last reward to the first: each return is a reward plus gamma
/// times the return after it.
double discounted(const arma::vec& rewards, double gamma) {
  double value = 0;
  for (arma::uword t = rewards.n_elem; t-- > 0;)
    value = rewards(t) + gamma * value;
  return value;
}
// #endregion discounted

arma::uword first_largest(const arma::vec& values) {
  arma::uword best = 0;
  for (arma::uword i = 1; i < values.n_elem; ++i)
    if (values(i) > values(best)) best = i;
  return best;
}

}  // namespace chapter13
