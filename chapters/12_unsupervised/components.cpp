#include "components.hpp"

#include "nn/core/error.hpp"

#include "svd.hpp"

namespace chapter12 {

// #region components
Components components_by_covariance(const arma::mat& x) {
  Components found{arma::mean(x, 1), {}, {}};
  const arma::mat away = x.each_col() - found.mean;
  if (!arma::eig_sym(found.variance, found.directions,
                     away * away.t() / double(x.n_cols)))
    throw nn::DataError("components: no eigenvalues; is there a NaN in it?");
  found.variance = arma::reverse(found.variance);  // largest first
  found.directions = arma::fliplr(found.directions);
  return found;
}

Components components_by_svd(const arma::mat& x) {
  const arma::vec mean = arma::mean(x, 1);
  const Svd svd = svd_by_rotations(x.each_col() - mean);
  return {mean, svd.u, arma::square(svd.values) / double(x.n_cols)};
}
// #endregion components

arma::mat Components::project(const arma::mat& x, arma::uword k) const {
  return directions.head_cols(k).t() * (x.each_col() - mean);
}

arma::mat Components::restore(const arma::mat& coordinates) const {
  arma::mat x = directions.head_cols(coordinates.n_rows) * coordinates;
  x.each_col() += mean;
  return x;
}

arma::mat Components::whiten(const arma::mat& x, arma::uword k) const {
  return arma::diagmat(1 / arma::sqrt(variance.head(k))) * project(x, k);
}

double Components::explained(arma::uword k) const {
  return arma::accu(variance.head(k)) / arma::accu(variance);
}

}  // namespace chapter12
