/// How good are clusters? Without the truth, and compared with it.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter12 {

/// Equation (12.2) for each point: a is its mean distance to the others of its
/// own cluster, b that to the points of the nearest other cluster. Between -1
/// (in the wrong cluster) and 1; 0 for a cluster of one.
/// Source: Rousseeuw, Journal of Computational and Applied Mathematics 20,
/// 1987.
arma::vec silhouettes(const arma::mat& x, const arma::uvec& labels);

/// The mean of all.
double silhouette(const arma::mat& x, const arma::uvec& labels);

/// The adjusted Rand index of two groupings: of all pairs of points, how many
/// both treat alike, scaled so that the same groups give 1 and chance gives 0
/// in the mean. Names of groups do not matter.
/// Source: Hubert and Arabie, "Comparing partitions", Journal of Classification
/// 2, 1985.
double agreement(const arma::uvec& a, const arma::uvec& b);

}  // namespace chapter12
