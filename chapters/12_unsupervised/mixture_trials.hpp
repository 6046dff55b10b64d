/// k-means and a mixture on the same points, and the limit between them.
#pragma once

#include "kmeans.hpp"
#include "mixture.hpp"
#include "points.hpp"

namespace chapter12 {

/// Both find as many groups as there are; EM starts where k-means ended.
struct InTwoWays {
  KMeans centers;
  Fit fit;
  double centers_agree = 0;  ///< adjusted Rand index with the truth
  double mixture_agrees = 0;
};
InTwoWays in_two_ways(const Points& points, std::uint64_t seed);

/// EM with covariances variance * I, and Lloyd's descent from the same start.
struct Limit {
  double variance = 0;
  double certain = 0;   ///< share of points that belong to one center by 99.9 %
  double distance = 0;  ///< largest between a center here and one of k-means
};
Limit limit_at(const arma::mat& x, const arma::mat& start, double variance);

}  // namespace chapter12
