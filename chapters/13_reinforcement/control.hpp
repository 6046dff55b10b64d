/// Learning what to do without knowing the process: SARSA and Q-learning.
/// Watkins 1989; Rummery and Niranjan 1994; Sutton and Barto 2018, 6.4, 6.5.
#pragma once

#include <functional>

#include "mdp.hpp"

namespace chapter13 {

/// With epsilon any action at random, otherwise the one with the largest
/// value (the first of equals). One or two random numbers.
arma::uword epsilon_greedy(const arma::vec& q, double epsilon,
                           nn::Random& random);

/// What Q(s, a) should be after a step, by the action that comes next …
double sarsa_target(double reward, double gamma, const arma::vec& q_next,
                    arma::uword next_action);
/// … or by the best action there is.
double q_learning_target(double reward, double gamma, const arma::vec& q_next);

/// The share of random actions in an episode, counted from 0.
using Exploration = std::function<double(int episode)>;
Exploration always_explore(double epsilon);
/// epsilon / (1 + episode / half): half of it in episode `half`.
Exploration explore_less(double epsilon, double half);

struct Lessons {
  int episodes = 500;
  double alpha = 0.5, gamma = 1;
  Exploration epsilon = always_explore(0.1);
};

/// Q, actions x states, and the sum of rewards of every episode, exploration
/// included.
struct Learned {
  arma::mat q;
  arma::vec returns;
};

/// Both start with Q = 0; episodes begin in `start`.
Learned sarsa(const Mdp& mdp, arma::uword start, const Lessons& lessons,
              nn::Random random);
Learned q_learning(const Mdp& mdp, arma::uword start, const Lessons& lessons,
                   nn::Random random);

/// The states from `start` to the end if one always takes the best action; or
/// the first `most` of a way that does not end.
std::vector<arma::uword> greedy_path(const Mdp& mdp, const arma::mat& q,
                                     arma::uword start, std::size_t most = 100);

/// The sum of its rewards (of a process without chance); -infinity if the
/// way does not end.
double greedy_return(const Mdp& mdp, const arma::mat& q, arma::uword start);

}  // namespace chapter13
