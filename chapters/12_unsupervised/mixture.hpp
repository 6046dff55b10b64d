/// Gaussian mixtures by expectation maximization: soft clusters with shapes.
///
/// Source: Dempster, Laird and Rubin, "Maximum likelihood from incomplete data
/// via the EM algorithm", Journal of the Royal Statistical Society B 39, 1977.
#pragma once

#include <vector>

#include "nn/core/armadillo.hpp"

namespace chapter12 {

/// A weighted sum of k Gaussian densities.
struct Mixture {
  arma::vec weights;       ///< k, they add up to 1
  arma::mat means;         ///< features x k
  arma::cube covariances;  ///< features x features x k
};

/// What the E step knows: k x samples, each column adding up to 1, and the mean
/// over the samples of the logarithm of the density (12.3).
struct Expectation {
  arma::mat responsibilities;
  double log_likelihood = 0;
};

/// log (weight_k N(x_i; mean_k, covariance_k)): k x samples. A DataError if a
/// covariance is not positive definite.
arma::mat log_joint(const Mixture& mixture, const arma::mat& x);

/// Responsibilities by Bayes' rule, equation (12.4).
Expectation expectation(const Mixture& mixture, const arma::mat& x);

/// Equation (12.5): the mixture that fits the responsibilities best. `floor` is
/// added to each variance, so that none becomes 0.
Mixture maximization(const arma::mat& x, const arma::mat& responsibilities,
                     double floor = 1e-6);

/// A mixture as EM leaves it, with the log-likelihood before each step, and
/// the mixtures of all steps.
struct Fit {
  Mixture mixture;
  std::vector<double> log_likelihood;
  std::vector<Mixture> way;
};

/// EM from `start` until a step gains less than `tolerance` or `most` steps.
Fit em(const arma::mat& x, const Mixture& start, double tolerance = 1e-6,
       int most = 200, double floor = 1e-6);

/// A start: these centers, equal weights, and the whole data's covariance for
/// each.
Mixture mixture_around(const arma::mat& x, const arma::mat& centers);

/// The component with the largest responsibility for each point.
arma::uvec labels_of(const Mixture& mixture, const arma::mat& x);

}  // namespace chapter12
