/// k-means: k centers, each the mean of the points that are nearest to it.
///
/// Sources: Lloyd, "Least squares quantization in PCM", IEEE Transactions on
/// Information Theory 28, 1982 (the two steps); Arthur and Vassilvitskii,
/// "k-means++: the advantages of careful seeding", SODA 2007 (the start).
#pragma once

#include <vector>

#include "nn/core/armadillo.hpp"
#include "nn/core/random.hpp"

namespace chapter12 {

/// The center that is nearest to each column of x; of equal ones the first.
arma::uvec nearest(const arma::mat& centers, const arma::mat& x);

/// Equation (12.1): the sum of squared distances from each point to the center
/// that its label names.
double inertia(const arma::mat& x, const arma::mat& centers,
               const arma::uvec& labels);

/// The mean of each center's points; a center without points stays.
arma::mat means_of(const arma::mat& x, const arma::uvec& labels,
                   arma::mat centers);

/// Where Lloyd's descent ended, and its way there.
struct KMeans {
  arma::mat centers;            ///< features x k
  arma::uvec labels;            ///< of each point, 0 … k - 1
  std::vector<double> inertia;  ///< after each assignment, never rising
  std::vector<arma::mat> way;   ///< the centers of each assignment
};

/// Assign, average, assign …, until no label changes, or `most` assignments.
KMeans lloyd(const arma::mat& x, arma::mat centers, int most = 300);

/// k different points, drawn at random.
arma::mat random_start(const arma::mat& x, arma::uword k, nn::Random& random);

/// k-means++: each next center is a point drawn with a probability that is
/// proportional to the squared distance to the nearest center so far.
arma::mat spread_start(const arma::mat& x, arma::uword k, nn::Random& random);

/// The best of `runs` descents from k-means++.
KMeans kmeans(const arma::mat& x, arma::uword k, int runs, nn::Random& random);

}  // namespace chapter12
