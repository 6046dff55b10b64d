/// Binary decision trees on numbers, for classes and for numbers.
/// Source: Breiman et al. 1984 (CART).
#pragma once

#include <vector>

#include "nn/core/armadillo.hpp"
#include "nn/core/random.hpp"

#include "samples.hpp"

namespace chapter11 {

enum class Impurity { gini, entropy };

/// When a node is not split any further, and how a split is chosen.
struct TreeOptions {
  Impurity impurity = Impurity::gini;
  arma::uword max_depth = 1000;  ///< splits between the root and a leaf
  arma::uword min_leaf = 1;      ///< samples that each side of a split needs
  /// How many features, drawn at random, each split may look at; 0: all.
  arma::uword features_per_split = 0;
};

/// A question "is feature `feature` at most `threshold`?", or a leaf.
struct Node {
  arma::uword feature = 0;
  double threshold = 0;
  arma::uword left = 0, right = 0;  ///< yes and no; 0: this is a leaf
  arma::vec value;                  ///< mean target: the shares of the classes
  double impurity = 0;
  double weight = 0;  ///< of the samples that arrive here

  bool is_leaf() const { return left == 0; }
};

/// nodes[0] is the root; children stand after their parent, left before right.
struct Tree {
  std::vector<Node> nodes;

  /// The leaf that a sample arrives at.
  const Node& leaf(const double* sample) const;
  arma::uword leaf_index(const double* sample) const;
  /// The value of each sample's leaf: outputs x samples.
  arma::mat predict(const arma::mat& x) const;
  arma::uword leaves() const;
  arma::uword depth() const;
};

/// What a tree learns from. targets: outputs x samples, one_hot() of classes
/// or one row of numbers; with numbers, the Gini impurity is the variance. A
/// sample of weight 0 is not there.
struct TreeData {
  const arma::mat& x;
  const arma::mat& targets;
  arma::vec weights;
};

/// Grows until a leaf is pure or the options stop it. `random` draws the
/// features of a split if there are fewer than all.
Tree grow_tree(const TreeData& data, const TreeOptions& options,
               nn::Random* random = nullptr);

/// For classes, all samples with weight 1.
Tree grow_tree(const Samples& data, const TreeOptions& options = {});

/// The most frequent class of each sample's leaf.
arma::uvec classify(const Tree& tree, const arma::mat& x);

}  // namespace chapter11
