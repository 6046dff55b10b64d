/// Principal component analysis, in two ways that are one.
///
/// Sources: Pearson, "On lines and planes of closest fit to systems of points
/// in space", Philosophical Magazine 2, 1901; Turk and Pentland, "Eigenfaces
/// for recognition", Journal of Cognitive Neuroscience 3, 1991.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter12 {

/// The mean, and the directions in which samples vary, most important first.
struct Components {
  arma::vec mean;        ///< features
  arma::mat directions;  ///< features x components: length 1, right angles
  arma::vec variance;    ///< along each: the mean of squares, divided by n

  /// Coordinates along the first k directions: k x samples.
  arma::mat project(const arma::mat& x, arma::uword k) const;
  /// Back to features x samples.
  arma::mat restore(const arma::mat& coordinates) const;
  /// The coordinates, each scaled to variance 1 (chapter 2's PCA whitening).
  arma::mat whiten(const arma::mat& x, arma::uword k) const;
  /// Share of the variance that the first k directions have.
  double explained(arma::uword k) const;
};

/// From the eigenvectors of the covariance, as in chapter 2.
Components components_by_covariance(const arma::mat& x);

/// From the singular vectors of the centered samples.
Components components_by_svd(const arma::mat& x);

}  // namespace chapter12
