/// A Markov decision process: states, actions, and what may come of them.
/// Notes D1.3.4; Bellman 1957; Sutton and Barto 2018, chapter 3.
#pragma once

#include <vector>

#include "nn/core/armadillo.hpp"
#include "nn/core/random.hpp"

namespace chapter13 {

// #region mdp
/// One thing that an action may lead to.
struct Outcome {
  double probability = 1;
  arma::uword next = 0;  ///< the state after it
  double reward = 0;
};

/// All that an action may lead to; the probabilities add up to 1.
using Outcomes = std::vector<Outcome>;

/// What happens depends on the state and the action alone, not on what was
/// before: that is Markov's property.
struct Mdp {
  arma::uword actions = 0;
  std::vector<std::vector<Outcomes>> of;  ///< of[state][action]

  arma::uword states() const { return of.size(); }
  /// An episode ends in a state in which there is nothing to do.
  bool ends(arma::uword state) const { return of[state].empty(); }
};
// #endregion mdp

/// What happens this time: one of the outcomes, by its probability. An agent
/// sees no more of the process than this.
Outcome sample(const Mdp& mdp, arma::uword state, arma::uword action,
               nn::Random& random);

/// rewards(0) + gamma rewards(1) + gamma^2 rewards(2) …
double discounted(const arma::vec& rewards, double gamma);

/// Chances of every action (rows) in every state (columns).
using Policy = arma::mat;

/// The index of the largest number, the first of equals. NaN is never larger.
arma::uword first_largest(const arma::vec& values);

}  // namespace chapter13
