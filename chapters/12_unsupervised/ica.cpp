#include "ica.hpp"

#include "components.hpp"

namespace chapter12 {
namespace {

/// (W W')^(-1/2) W: the nearest matrix whose rows have length 1 and are at
/// right angles to each other.
arma::mat decorrelated(const arma::mat& w) {
  arma::vec values;
  arma::mat vectors;
  arma::eig_sym(values, vectors, w * w.t());
  return vectors * arma::diagmat(1 / arma::sqrt(values)) * vectors.t() * w;
}

}  // namespace

// #region fast-ica
Ica fast_ica(const arma::mat& x, const arma::mat& start, double tolerance,
             int most) {
  const Components components = components_by_covariance(x);
  const arma::uword count = start.n_rows;
  const arma::mat z = components.whiten(x, count);
  arma::mat w = decorrelated(start);
  int steps = 0;
  for (double turned = 1; turned > tolerance && steps < most; ++steps) {
    const arma::mat g = arma::tanh(w * z);
    arma::mat next = g * z.t() / double(z.n_cols);
    next -= arma::diagmat(arma::mean(1 - arma::square(g), 1)) * w;
    next = decorrelated(next);
    turned = arma::abs(1 - arma::abs(arma::sum(next % w, 1))).max();
    w = next;
  }
  const arma::mat whitening =
      arma::diagmat(1 / arma::sqrt(components.variance.head(count))) *
      components.directions.head_cols(count).t();
  return {w * z, w * whitening, steps};
}
// #endregion fast-ica

arma::vec excess_kurtosis(const arma::mat& x) {
  const arma::mat z = x.each_col() - arma::vec(arma::mean(x, 1));
  const arma::vec variance = arma::mean(arma::square(z), 1);
  return arma::mean(arma::pow(z, 4), 1) / arma::square(variance) - 3;
}

}  // namespace chapter12
