/// Where k-means starts, and how many clusters it is asked for.
#pragma once

#include <vector>

#include "nn/core/armadillo.hpp"

namespace chapter12 {

/// Four points that lie close to each other, in the upper right.
arma::mat poor_start(const arma::mat& x);

/// Where `runs` descents end, from random points or from k-means++.
arma::vec final_inertias(const arma::mat& x, arma::uword k, int runs,
                         bool plus_plus, std::uint64_t seed);

/// The share of the values that are at most `limit`.
double share_below(const arma::vec& values, double limit);

/// What k-means finds with k centers.
struct CountOfClusters {
  arma::uword k = 0;
  double inertia = 0;
  double fall = 0;  ///< share of the inertia with k - 1 that is gone
  double silhouette = 0;
};

/// k = 1 … most; the best of 20 runs each.
std::vector<CountOfClusters> try_counts(const arma::mat& x, arma::uword most,
                                        std::uint64_t seed);

/// The share of samples whose group is the commonest of their cluster.
double purity(const arma::uvec& clusters, const arma::uvec& groups);

}  // namespace chapter12
