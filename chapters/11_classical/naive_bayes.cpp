#include "naive_bayes.hpp"

#include <numbers>

#include "nn/core/error.hpp"

namespace chapter11 {

arma::vec log_priors(const arma::uvec& y, arma::uword classes) {
  const arma::vec counts = arma::sum(one_hot(y, classes), 1);
  if (counts.min() == 0)
    throw nn::UsageError(
        fmt::format("naive Bayes: none of {} samples is of class {}, expected "
                    "some of each; give more samples, or name fewer classes",
                    y.n_elem, counts.index_min()));
  return arma::log(counts / double(y.n_elem));
}

arma::mat class_sums(const Samples& data) {
  return data.x * one_hot(data.y, data.classes).t();
}

// #region posteriors
arma::mat posteriors(const arma::mat& log_joint) {
  arma::mat p = log_joint;
  p.each_row() -= arma::max(log_joint, 0);  // the largest becomes exp(0)
  p = arma::exp(p);
  p.each_row() /= arma::sum(p, 0);
  return p;
}
// #endregion posteriors

// #region gaussian
GaussianBayes fit_gaussian(const Samples& data, double smoothing) {
  GaussianBayes model{log_priors(data.y, data.classes),
                      arma::mat(data.features(), data.classes),
                      arma::mat(data.features(), data.classes)};
  const double floor = smoothing * arma::var(data.x, 1, 1).max();
  for (arma::uword c = 0; c < data.classes; ++c) {
    const arma::mat x = data.x.cols(arma::find(data.y == c));
    model.mean.col(c) = arma::mean(x, 1);
    model.variance.col(c) = arma::var(x, 1, 1) + floor;
  }
  return model;
}

arma::mat GaussianBayes::log_joint(const arma::mat& x) const {
  arma::mat joint(log_prior.n_elem, x.n_cols);
  for (arma::uword c = 0; c < joint.n_rows; ++c) {
    const double norm =
        -arma::accu(arma::log(2 * std::numbers::pi * variance.col(c))) / 2;
    const arma::mat off = arma::square(x.each_col() - mean.col(c));
    const arma::rowvec z2 = arma::sum(off.each_col() / variance.col(c), 0);
    joint.row(c) = log_prior(c) + norm - z2 / 2;
  }
  return joint;
}
// #endregion gaussian

// #region bernoulli
BernoulliBayes fit_bernoulli(const Samples& data, double alpha) {
  const arma::rowvec n = arma::sum(one_hot(data.y, data.classes), 1).t();
  arma::mat yes = class_sums(data) + alpha;
  yes.each_row() /= n + 2 * alpha;
  return {log_priors(data.y, data.classes), arma::log(yes), arma::log(1 - yes)};
}

arma::mat BernoulliBayes::log_joint(const arma::mat& x) const {
  arma::mat joint = log_yes.t() * x + log_no.t() * (1 - x);
  joint.each_col() += log_prior;
  return joint;
}
// #endregion bernoulli

// #region multinomial
MultinomialBayes fit_multinomial(const Samples& data, double alpha) {
  arma::mat count = class_sums(data) + alpha;
  count.each_row() /= arma::sum(count, 0).eval();
  return {log_priors(data.y, data.classes), arma::log(count)};
}

arma::mat MultinomialBayes::log_joint(const arma::mat& x) const {
  arma::mat joint = log_share.t() * x;
  joint.each_col() += log_prior;
  return joint;
}
// #endregion multinomial

}  // namespace chapter11
