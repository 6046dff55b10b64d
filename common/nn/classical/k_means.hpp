/// k-means on all cores: Lloyd's algorithm, one product for each block.
#pragma once

#include <cstdint>
#include <vector>

#include "nn/core/armadillo.hpp"

namespace nn::classical {

/// Where Lloyd's algorithm has ended.
struct Clusters {
  arma::fmat centers;                  ///< features x k
  std::vector<std::uint32_t> cluster;  ///< of each sample: 0 … k - 1
  double inertia = 0;    ///< sum of squared distances to their centers
  int iterations = 0;    ///< how often centers were moved
  bool settled = false;  ///< no sample has changed its cluster in the last one
};

/// Moves `centers` (features x k) until no sample of x (features x n) changes
/// its cluster, `most_iterations` times at most.
///
/// A sample belongs to the center with the smallest |c|^2 / 2 - c'x in float,
/// the first of equal ones; |c|^2 / 2 is computed in double and rounded, the
/// product is that of nn::products. A center moves to the mean of its samples;
/// the sums are in double, in sum_parts parts (nn/core/sums.hpp), so they are
/// the same on any number of threads. A center without samples stays where it
/// is. Source: Lloyd 1957 (published 1982).
///
/// UsageError if there are no centers, if the numbers of features differ, or if
/// a number is not finite.
Clusters k_means(const arma::fmat& x, arma::fmat centers, int most_iterations);

}  // namespace nn::classical
