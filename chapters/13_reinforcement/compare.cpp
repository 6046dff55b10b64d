#include "compare.hpp"

#include "bellman.hpp"
#include "worlds.hpp"

namespace chapter13 {

Runs cliff_runs(Method method, const Lessons& lessons, std::uint32_t runs,
                std::uint64_t seed) {
  const Mdp mdp = cliff_walk();
  Runs all{arma::mat(runs, arma::uword(lessons.episodes)), arma::vec(runs), {}};
  for (std::uint32_t run = 0; run < runs; ++run) {
    const nn::Random random(seed, nn::Stream::general, run);
    const Learned learned =
        method == Method::sarsa
            ? sarsa(mdp, cliff::start, lessons, random)
            : q_learning(mdp, cliff::start, lessons, random);
    all.returns.row(run) = learned.returns.t();
    all.greedy(run) = greedy_return(mdp, learned.q, cliff::start);
    if (run == 0) all.q = learned.q;
  }
  return all;
}

arma::vec last_returns(const Runs& runs) {
  return arma::mean(runs.returns.tail_cols(100), 1);
}

double edge_return(double epsilon) {
  const Mdp mdp = cliff_walk();
  const arma::mat sweeps = value_iteration(mdp, 1, 0);
  const arma::mat q = action_values(mdp, sweeps.tail_cols(1), 1);
  return policy_value(mdp, soft(q, epsilon), 1)(cliff::start);
}

Careful careful_return(double epsilon) {
  const Mdp mdp = cliff_walk();
  // The first way: up, along the upper rim, down at the right wall.
  arma::uvec first(mdp.states());
  for (arma::uword s = 0; s < mdp.states(); ++s)
    first(s) = s % cliff::columns == cliff::columns - 1 ? cliff::down
               : s < cliff::columns                     ? cliff::right
                                                        : cliff::up;
  const PolicyIteration found = policy_iteration(mdp, first, 1, epsilon);
  const Policy best = always(mdp, found.policies.back());
  return {found.v(cliff::start), policy_value(mdp, best, 1)(cliff::start)};
}

}  // namespace chapter13
