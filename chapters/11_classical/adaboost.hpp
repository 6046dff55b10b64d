/// AdaBoost: each tree learns what those before got wrong. Source: Freund and
/// Schapire 1997; for more than two classes SAMME, Zhu et al. 2009.
#pragma once

#include <vector>

#include "tree.hpp"

namespace chapter11 {

/// Trees with their votes.
struct Boosted {
  std::vector<Tree> trees;
  arma::vec votes;    ///< log((1 - e) / e) + log(classes - 1)
  arma::vec errors;   ///< e: the weight of what each tree got wrong
  arma::mat weights;  ///< of the samples, before each round: samples x rounds
};

/// `rounds` trees with these options (max_depth 1: stumps). Stops early at a
/// tree without errors, or at one that is no better than guessing.
Boosted adaboost(const Samples& data, arma::uword rounds,
                 const TreeOptions& options);

/// The classes after the first `rounds` trees have voted (0: all).
arma::uvec classify(const Boosted& boosted, const arma::mat& x,
                    arma::uword classes, arma::uword rounds = 0);

/// The error on these samples after 1, 2, … rounds.
arma::vec errors_by_rounds(const Boosted& boosted, const Samples& data);

/// For two classes: the product of 2 sqrt(e (1 - e)), which the training error
/// cannot exceed, after 1, 2, … rounds.
arma::vec training_bound(const Boosted& boosted);

/// For two classes: the mean of exp(-s F / 2), where F is the sum of the votes
/// for class 1 minus those for class 0 and s = 1 or -1. After 1, 2, … rounds.
arma::vec exponential_losses(const Boosted& boosted, const Samples& data);

}  // namespace chapter11
