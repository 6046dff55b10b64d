/// A random forest on bytes, the pixels of images: trees on all cores.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nn/core/armadillo.hpp"

namespace nn::classical {

/// features x samples, 0 … 255.
using Bytes = arma::Mat<std::uint8_t>;

struct ForestOptions {
  std::size_t trees = 100;
  /// Features that a split draws; 0: the square root of all, rounded down.
  std::size_t features_per_split = 0;
  std::size_t min_leaf = 1;  ///< samples that each side of a split needs
  std::size_t max_depth = 1000;
  bool bootstrap = true;  ///< false: every tree has every sample once
};

/// Many trees of classes, each on samples drawn with replacement. Source:
/// Breiman 2001.
///
/// Tree t draws all its random numbers from Random(seed, Stream::general, t):
/// first n samples (with bootstrap), then, node by node (left before right),
/// the features of a split by a partial shuffle. It looks at features_per_split
/// of them, and on until one has two values among the node's samples. A split
/// has the largest sum of squared class counts on either side, each divided by
/// that side's samples: the smallest Gini impurity. Of equal ones, that of the
/// feature drawn first, then the lowest threshold. So a forest depends on the
/// data, the options and the seed alone.
class Forest {
 public:
  /// x: features x n, labels: 0 … classes - 1. UsageError if sizes do not
  /// match, nothing is there, a label is no class, or an option is 0 that must
  /// not be.
  Forest(const Bytes& x, std::span<const std::int32_t> labels,
         std::size_t classes, const ForestOptions& options, std::uint64_t seed);

  /// The mean, over the trees, of the class shares in each sample's leaf:
  /// classes x samples. UsageError if the number of features is another.
  arma::mat shares(const Bytes& x) const;
  /// The class with the largest share; the lowest of equal ones.
  std::vector<std::int32_t> classify(const Bytes& x) const;

  /// Nodes, leaves included, of all trees.
  std::size_t nodes() const;
  /// Memory of all trees, in bytes.
  std::size_t bytes() const;

  /// A question, "is x(feature) <= threshold?", or a leaf. The answer no leads
  /// to `next`, yes to the node behind this one; a leaf's class shares are
  /// column `next` of the tree's `shares`.
  struct Node {
    std::uint32_t next = 0;
    std::uint16_t feature = 0;
    std::uint8_t threshold = 0;
    bool is_leaf = true;
  };
  struct Tree {
    std::vector<Node> nodes;    // a parent, its left side, its right side
    std::vector<float> shares;  // classes x different leaves
  };
  const std::vector<Tree>& trees() const { return trees_; }

 private:
  std::size_t features_, classes_;
  std::vector<Tree> trees_;
};

}  // namespace nn::classical
