/// What the number of features does to distances and to the k-d tree.
#pragma once

#include <cstdint>
#include <vector>

#include "kd_tree.hpp"

namespace chapter11 {

/// What one number of features costs the tree, and how far neighbors are.
struct Dimension {
  arma::uword features = 0;
  double share = 0;    ///< distances computed, of all, for one neighbor
  double nearest = 0;  ///< mean distance to the nearest / to all samples
};

/// `queries` ask for their nearest of `train`.
Dimension measure_dimension(const arma::mat& train, const arma::mat& queries);

/// n samples and 100 queries, uniform in the unit cube, for each number of
/// features.
std::vector<Dimension> measure_cubes(const std::vector<arma::uword>& features,
                                     arma::uword n, std::uint64_t seed);

/// What squared_distances() makes of two samples that are equally near.
struct Ties {
  double offset = 0;   ///< how far from 0 all coordinates lie
  double unequal = 0;  ///< share of queries for which it calls them unequal
  double worst = 0;    ///< largest error, of a squared distance of about 1
  double worst_centered = 0;  ///< the same with the mean subtracted first
};

/// 1000 queries of 10 features, each halfway between two samples. Coordinates
/// are multiples of 2^-24, so the definition is exact.
Ties measure_ties(double offset, std::uint64_t seed);

}  // namespace chapter11
