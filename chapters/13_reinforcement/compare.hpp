/// SARSA and Q-learning on the cliff, many times; and what the exact values
/// say of both.
#pragma once

#include "control.hpp"

namespace chapter13 {

enum class Method { sarsa, q_learning };

/// Run k has the random numbers of stream k, whatever the method.
struct Runs {
  arma::mat returns;  ///< runs x episodes, exploration included
  arma::vec greedy;   ///< return of the greedy way after each run
  arma::mat q;        ///< of the first run
};
Runs cliff_runs(Method method, const Lessons& lessons, std::uint32_t runs,
                std::uint64_t seed);

/// Each run's mean return in its last 100 episodes.
arma::vec last_returns(const Runs& runs);

/// What an episode brings in the mean if epsilon of the actions are random
/// and all others follow the best way without exploration (the edge) …
double edge_return(double epsilon);
/// … or the best way for somebody with this epsilon; and the return of that
/// way without exploration.
struct Careful {
  double exploring = 0, greedy = 0;
};
Careful careful_return(double epsilon);

}  // namespace chapter13
