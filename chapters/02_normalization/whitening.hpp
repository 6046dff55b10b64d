/// Whitening: features that are uncorrelated and have the same variance.
///
/// The z-score makes the diagonal of the covariance 1; whitening makes the
/// whole matrix the identity. It rotates the data into the directions in which
/// they vary (principal components), scales each of them to variance 1 and,
/// for ZCA, rotates back.
/// Source: Bell and Sejnowski, "The 'independent components' of natural scenes
/// are edge filters", Vision Research 37, 1997 (ZCA).
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/error.hpp"

namespace chapter02 {

// #region covariance
/// Covariance of the features (rows of x), features x features.
inline arma::mat covariance(arma::mat x) {
  x.each_col() -= arma::vec(arma::mean(x, 1));
  return x * x.t() / double(x.n_cols);
}
// #endregion covariance

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

inline Components components_of(const arma::mat& x) {
  Components found;
  found.mean = arma::mean(x, 1);
  if (!arma::eig_sym(found.variance, found.directions, covariance(x)))
    throw nn::DataError(
        "principal components: the covariance has no eigenvalues; expected "
        "training samples that are numbers, so look for a NaN among them");
  found.variance =
      arma::reverse(arma::clamp(found.variance, 0, arma::datum::inf));
  found.directions = arma::fliplr(found.directions);
  return found;
}

// #region whiten
/// PCA whitening: the coordinate along each component, scaled to variance 1.
/// `floor` keeps directions without variance from being blown up.
/// Returns components x samples.
inline arma::mat pca_whitened(const Components& c, arma::mat x,
                              double floor = 0) {
  x.each_col() -= c.mean;
  arma::mat z = c.directions.t() * x;
  z.each_col() /= arma::sqrt(c.variance + floor);
  return z;
}

/// ZCA whitening: PCA whitening, rotated back. Of all whitened data these are
/// closest to the original, so an image still looks like one.
/// Returns features x samples.
inline arma::mat zca_whitened(const Components& c, const arma::mat& x,
                              double floor = 0) {
  return c.directions * pca_whitened(c, x, floor);
}
// #endregion whiten

}  // namespace chapter02
