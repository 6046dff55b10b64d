/// Cost-complexity pruning: the whole tree grows, then its weakest branches
/// are cut off. Source: Breiman et al. 1984, chapter 3.
#pragma once

#include <vector>

#include "tree.hpp"

namespace chapter11 {

/// The best tree for all prices per leaf from `alpha` to the next step's.
struct PruningStep {
  double alpha = 0;     ///< at this price, the last cut pays for itself
  double impurity = 0;  ///< of the leaves, weighted by their samples' share
  Tree tree;
};

/// From the whole tree (alpha 0) down to the root alone. Each step cuts the
/// branch that saves least impurity for each of its leaves, (R(t) - R(T_t)) /
/// (leaves - 1); of equal ones the first.
std::vector<PruningStep> pruning_path(const Tree& tree);

/// The last step whose alpha is at most this.
Tree pruned(const Tree& tree, double alpha);

/// The sum over the leaves of impurity times share of the samples: R(T).
double leaf_impurity(const Tree& tree);

}  // namespace chapter11
