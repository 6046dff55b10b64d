/// DBSCAN: a cluster is where points lie densely, whatever its shape.
///
/// Source: Ester, Kriegel, Sander and Xu, "A density-based algorithm for
/// discovering clusters in large spatial databases with noise", KDD 1996.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter12 {

/// A point with at least `least` points (itself included) within `radius` is a
/// core point. Core points within `radius` of each other share a cluster; other
/// points join the first cluster that reaches them, or are noise: -1. Clusters
/// are numbered by their first core point.
arma::ivec dbscan(const arma::mat& x, double radius, arma::uword least);

/// The same labels from 0 up, with noise as one more group at the end.
arma::uvec with_noise_last(const arma::ivec& labels);

}  // namespace chapter12
