/// A k-d tree: neighbors without computing every distance. Source: Bentley
/// 1975; Friedman, Bentley and Finkel 1977.
#pragma once

#include <vector>

#include "neighbors.hpp"

namespace chapter11 {

/// Each node is a sample that halves the samples below it: no coordinate
/// `feature` on its left is larger than its own, none on its right smaller.
class KdTree {
 public:
  /// points: features x n, kept by the tree.
  explicit KdTree(arma::mat points);

  /// As nearest(), one query after the other; distances by the definition.
  /// nn::UsageError unless 1 <= k <= n.
  Neighbors nearest(const arma::mat& queries, arma::uword k);

  /// Distances that nearest() has computed since the tree was built.
  arma::uword distances() const { return distances_; }

 private:
  struct Node {
    arma::uword point = 0, feature = 0;
    int left = -1, right = -1;  // -1: nothing there
  };
  struct Search;
  int build(std::vector<arma::uword>& order, std::size_t begin,
            std::size_t end);
  void visit(int at, double bound, Search& search);

  arma::mat points_;
  std::vector<Node> nodes_;
  int root_ = -1;
  arma::uword distances_ = 0;
};

}  // namespace chapter11
