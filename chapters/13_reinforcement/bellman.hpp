/// Values when the process is known: Bellman's equations, value iteration,
/// policy iteration. Bellman 1957; Howard 1960; Puterman 1994, chapter 6.
#pragma once

#include "mdp.hpp"

namespace chapter13 {

/// What these outcomes are worth: the mean of the reward plus gamma times the
/// value of the state after it.
double worth(const Outcomes& outcomes, const arma::vec& v, double gamma);

/// worth() of every action in every state, actions x states; final states
/// have zeros.
arma::mat action_values(const Mdp& mdp, const arma::vec& v, double gamma);

/// The largest worth in every state: one sweep of value iteration.
arma::vec backup(const Mdp& mdp, const arma::vec& v, double gamma);

/// Sweeps until no value changes by more than `tolerance`, from zeros.
/// Column k holds the values after k sweeps. nn::Error after 100,000 sweeps.
arma::mat value_iteration(const Mdp& mdp, double gamma, double tolerance);

/// The action with the largest value in each state (the first of equals).
arma::uvec greedy(const arma::mat& q);

/// The greedy action with 1 - epsilon, and any action with epsilon.
Policy soft(const arma::mat& q, double epsilon);
/// These actions, always.
Policy always(const Mdp& mdp, const arma::uvec& actions);

/// The values of a policy by solving the linear equations
/// v = r + gamma P v. nn::Error if they have no solution: with gamma = 1, a
/// policy that never ends.
arma::vec policy_value(const Mdp& mdp, const Policy& policy, double gamma);

/// A policy's value, then the policy that is greedy for it, and so on until
/// nothing changes. `epsilon` of its actions are random, from first to last.
struct PolicyIteration {
  std::vector<arma::uvec> policies;
  arma::vec v;  ///< of the last policy
};
PolicyIteration policy_iteration(const Mdp& mdp, arma::uvec first, double gamma,
                                 double epsilon = 0);

}  // namespace chapter13
