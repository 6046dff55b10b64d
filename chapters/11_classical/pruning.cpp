#include "pruning.hpp"

#include <utility>

namespace chapter11 {
namespace {

/// A node's impurity times the share of the samples that reach it: R(t).
double risk(const Tree& tree, arma::uword node) {
  return tree.nodes[node].impurity * tree.nodes[node].weight /
         tree.nodes[0].weight;
}

/// The tree with node `cut` as a leaf, and nothing below it.
Tree without_branch(const Tree& tree, arma::uword cut) {
  Tree smaller;
  const auto copy = [&](const auto& self, arma::uword from) -> arma::uword {
    const arma::uword at = smaller.nodes.size();
    smaller.nodes.push_back(tree.nodes[from]);
    const bool leaf = from == cut || tree.nodes[from].is_leaf();
    const arma::uword left = leaf ? 0 : self(self, tree.nodes[from].left);
    const arma::uword right = leaf ? 0 : self(self, tree.nodes[from].right);
    smaller.nodes[at].left = left;
    smaller.nodes[at].right = right;
    return at;
  };
  copy(copy, 0);
  return smaller;
}

// #region weakest-link
struct WeakestLink {
  arma::uword node = 0;
  double alpha = arma::datum::inf;
};

/// Children stand after their parents, so one walk from the end knows the
/// impurity and the leaves below every node.
WeakestLink weakest_link(const Tree& tree) {
  WeakestLink weakest;
  const arma::uword n = tree.nodes.size();
  arma::vec below(n), leaves(n);
  for (arma::uword i = n; i-- > 0;) {
    const Node& node = tree.nodes[i];
    below(i) =
        node.is_leaf() ? risk(tree, i) : below(node.left) + below(node.right);
    leaves(i) = node.is_leaf() ? 1 : leaves(node.left) + leaves(node.right);
    if (node.is_leaf()) continue;
    const double alpha = (risk(tree, i) - below(i)) / (leaves(i) - 1);
    if (alpha <= weakest.alpha) weakest = {i, alpha};
  }
  return weakest;
}

}  // namespace

std::vector<PruningStep> pruning_path(const Tree& tree) {
  std::vector<PruningStep> path{{0, leaf_impurity(tree), tree}};
  while (!path.back().tree.nodes[0].is_leaf()) {
    const WeakestLink link = weakest_link(path.back().tree);
    Tree smaller = without_branch(path.back().tree, link.node);
    const double impurity = leaf_impurity(smaller);
    path.push_back({link.alpha, impurity, std::move(smaller)});
  }
  return path;
}
// #endregion weakest-link

Tree pruned(const Tree& tree, double alpha) {
  const std::vector<PruningStep> path = pruning_path(tree);
  std::size_t last = 0;
  for (std::size_t i = 0; i < path.size(); ++i)
    if (path[i].alpha <= alpha) last = i;
  return path[last].tree;
}

double leaf_impurity(const Tree& tree) {
  double sum = 0;
  for (arma::uword i = 0; i < tree.nodes.size(); ++i)
    if (tree.nodes[i].is_leaf()) sum += risk(tree, i);
  return sum;
}

}  // namespace chapter11
