#include "class_gaussians.hpp"

#include "distances.hpp"

namespace chapter12 {

ClassGaussians fit_classes(const arma::mat& x, const arma::mat& shares,
                           double shrink) {
  const arma::vec counts = arma::sum(shares, 1);
  const double all = arma::accu(counts);
  ClassGaussians fit{x * shares.t(), {}, counts / all};
  fit.means.each_row() /= arma::clamp(counts, 1e-12, arma::datum::inf).t();
  // Within classes: what is left of the second moments without the means.
  const arma::rowvec of_sample = arma::sum(shares, 0);
  arma::mat within = (x.each_row() % of_sample) * x.t() -
                     (fit.means.each_row() % counts.t()) * fit.means.t();
  within /= all;
  const arma::vec mean = x * of_sample.t() / all;
  const double variance =
      arma::accu(of_sample % arma::sum(arma::square(x.each_col() - mean), 0)) /
      (all * double(x.n_rows));
  within.diag() += shrink * variance;
  fit.root = arma::chol(within, "lower");
  return fit;
}

arma::mat ClassGaussians::posterior(const arma::mat& x) const {
  const arma::mat z = arma::solve(arma::trimatl(root), x);
  const arma::mat centers = arma::solve(arma::trimatl(root), means);
  arma::mat p = -squared_distances(centers, z) / 2;
  p.each_col() += arma::log(arma::clamp(weights, 1e-12, 1));
  p.each_row() -= arma::rowvec(arma::max(p, 0));
  p = arma::exp(p);
  p.each_row() /= arma::rowvec(arma::sum(p, 0));
  return p;
}

arma::mat one_hot(const arma::uvec& labels, arma::uword classes) {
  arma::mat shares(classes, labels.n_elem, arma::fill::zeros);
  for (arma::uword i = 0; i < labels.n_elem; ++i)
    shares(labels(i), i) = 1;
  return shares;
}

}  // namespace chapter12
