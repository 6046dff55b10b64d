/// Agglomerative clustering: every point is a cluster; the two nearest merge,
/// again and again, until one is left.
///
/// Source: Lance and Williams, "A general theory of classificatory sorting
/// strategies", The Computer Journal 9, 1967 (distances after a merge).
#pragma once

#include <vector>

#include "nn/core/armadillo.hpp"

namespace chapter12 {

/// How far two clusters are apart: as their nearest two points, their farthest
/// two, or all pairs in the mean.
enum class Linkage { single, complete, average };

/// One merge. Clusters 0 … n - 1 are the points, n + i is what merge i made.
struct Merge {
  arma::uword a = 0, b = 0;  ///< a < b
  double distance = 0;
  arma::uword size = 0;  ///< points in the new cluster
};

/// All n - 1 merges of the columns of x, Euclidean distances; of equal ones the
/// first.
std::vector<Merge> merges_of(const arma::mat& x, Linkage linkage);

/// The k clusters that are left when the last k - 1 merges are undone, numbered
/// by their first point.
arma::uvec cut(const std::vector<Merge>& merges, arma::uword k);

}  // namespace chapter12
