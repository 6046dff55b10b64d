#include "mixture.hpp"

#include <numbers>

#include "nn/core/error.hpp"

namespace chapter12 {

// #region expectation
arma::mat log_joint(const Mixture& mixture, const arma::mat& x) {
  const arma::uword clusters = mixture.means.n_cols;
  arma::mat joint(clusters, x.n_cols);
  for (arma::uword k = 0; k < clusters; ++k) {
    arma::mat root;  // covariance = root root'
    if (!arma::chol(root, mixture.covariances.slice(k), "lower"))
      throw nn::DataError(fmt::format(
          "mixture: covariance {} is not positive definite; give it a floor",
          k));
    const arma::mat z =
        arma::solve(arma::trimatl(root), x.each_col() - mixture.means.col(k));
    const double scale = arma::accu(arma::log(root.diag())) +
                         double(x.n_rows) / 2 * std::log(2 * std::numbers::pi);
    joint.row(k) = std::log(mixture.weights(k)) - scale -
                   arma::sum(arma::square(z), 0) / 2;
  }
  return joint;
}

Expectation expectation(const Mixture& mixture, const arma::mat& x) {
  arma::mat joint = log_joint(mixture, x);
  const arma::rowvec largest = arma::max(joint, 0);
  joint.each_row() -= largest;  // so that exp() neither overflows nor is all 0
  arma::mat shares = arma::exp(joint);
  const arma::rowvec sums = arma::sum(shares, 0);
  shares.each_row() /= sums;
  return {shares, arma::mean(largest + arma::log(sums))};
}
// #endregion expectation

// #region maximization
Mixture maximization(const arma::mat& x, const arma::mat& responsibilities,
                     double floor) {
  const arma::uword clusters = responsibilities.n_rows;
  const arma::vec counts = arma::sum(responsibilities, 1);
  Mixture mixture{counts / double(x.n_cols), x * responsibilities.t(),
                  arma::cube(x.n_rows, x.n_rows, clusters)};
  mixture.means.each_row() /= counts.t();
  for (arma::uword k = 0; k < clusters; ++k) {
    const arma::mat away = x.each_col() - mixture.means.col(k);
    const arma::mat weighted = away.each_row() % responsibilities.row(k);
    mixture.covariances.slice(k) = weighted * away.t() / counts(k);
    mixture.covariances.slice(k).diag() += floor;
  }
  return mixture;
}
// #endregion maximization

// #region em
Fit em(const arma::mat& x, const Mixture& start, double tolerance, int most,
       double floor) {
  Fit fit{start, {}, {}};
  for (int step = 0; step <= most; ++step) {
    const Expectation e = expectation(fit.mixture, x);
    fit.log_likelihood.push_back(e.log_likelihood);
    fit.way.push_back(fit.mixture);
    const std::size_t n = fit.log_likelihood.size();
    const bool settled =
        n > 1 &&
        fit.log_likelihood[n - 1] - fit.log_likelihood[n - 2] < tolerance;
    if (settled || step == most) break;
    fit.mixture = maximization(x, e.responsibilities, floor);
  }
  return fit;
}
// #endregion em

Mixture mixture_around(const arma::mat& x, const arma::mat& centers) {
  const arma::uword k = centers.n_cols;
  Mixture mixture{arma::vec(k, arma::fill::value(1 / double(k))), centers,
                  arma::cube(x.n_rows, x.n_rows, k)};
  const arma::mat away = x.each_col() - arma::vec(arma::mean(x, 1));
  mixture.covariances.each_slice() = away * away.t() / double(x.n_cols);
  return mixture;
}

arma::uvec labels_of(const Mixture& mixture, const arma::mat& x) {
  return arma::index_max(log_joint(mixture, x), 0).t();
}

}  // namespace chapter12
