#include "components.hpp"

#include "nn/core/error.hpp"

namespace chapter02 {

// #region covariance
/// Covariance of the features (rows of x), features x features.
arma::mat covariance(arma::mat x) {
  x.each_col() -= arma::vec(arma::mean(x, 1));
  return x * x.t() / double(x.n_cols);
}
// #endregion covariance

Components components_of(const arma::mat& x) {
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

}  // namespace chapter02
