/// The covariance of features, and its principal components: the directions in
/// which samples vary.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter02 {

/// Covariance of the features (rows of x), features x features.
arma::mat covariance(arma::mat x);

/// The principal components of training samples: their mean, and the
/// directions in order of decreasing variance.
struct Components {
  arma::vec mean;        ///< features
  arma::mat directions;  ///< features x components, orthogonal, length 1
  arma::vec variance;    ///< one per component, largest first

  /// The first k of them.
  Components first(arma::uword k) const {
    return {mean, directions.head_cols(k), variance.head(k)};
  }
};

Components components_of(const arma::mat& x);

}  // namespace chapter02
