/// Whitening: features that are uncorrelated and have the same variance.
///
/// The z-score makes the diagonal of the covariance 1; whitening makes the
/// whole matrix the identity. It rotates the data into the directions in which
/// they vary (principal components), scales each of them to variance 1 and,
/// for ZCA, rotates back.
/// Source: Bell and Sejnowski, "The 'independent components' of natural scenes
/// are edge filters", Vision Research 37, 1997 (ZCA).
#pragma once

#include "components.hpp"

namespace chapter02 {

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
