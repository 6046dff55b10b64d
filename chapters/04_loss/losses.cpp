#include "losses.hpp"

#include "softmax.hpp"

namespace chapter04 {

double half_squared_error(const arma::vec& y, const arma::vec& target) {
  return arma::accu(arma::square(y - target)) / 2;
}

double mean_squared_error(const arma::vec& y, const arma::vec& target) {
  return arma::accu(arma::square(y - target)) / double(y.n_elem);
}

arma::rowvec l2_losses(const arma::mat& y, const arma::mat& target,
                       const arma::rowvec& sample_weights) {
  const arma::rowvec mean = arma::mean(arma::square(y - target), 0);
  return sample_weights % mean / 2;
}

// #region cross-entropy
/// -sum of t log p: the label as a one-hot column, a 1 among zeros.
double cross_entropy(const arma::vec& p, const arma::vec& target) {
  double sum = 0;
  for (arma::uword i = 0; i < p.n_elem; ++i)
    if (target(i) != 0)  // 0 log 0 counts as 0, but the computer says nan
      sum -= target(i) * std::log(p(i));
  return sum;
}

/// The same with the label as a number: all terms but one were 0.
double cross_entropy_of_label(const arma::vec& p, arma::uword label) {
  return -std::log(p(label));
}
// #endregion cross-entropy

double likelihood(const arma::mat& scores,
                  std::span<const std::int32_t> labels) {
  double product = 1;
  for (arma::uword j = 0; j < scores.n_cols; ++j)
    product *= softmax<double>(scores.col(j))(arma::uword(labels[j]));
  return product;
}

arma::rowvec cross_entropies(const arma::mat& scores,
                             std::span<const std::int32_t> labels) {
  arma::rowvec losses(scores.n_cols);
  for (arma::uword j = 0; j < scores.n_cols; ++j)
    losses(j) = log_sum_exp<double>(scores.col(j)) -
                scores(static_cast<arma::uword>(labels[j]), j);
  return losses;
}

double huber(double error, double delta) {
  const double e = std::abs(error);
  return e <= delta ? e * e : delta * (2 * e - delta);
}

arma::vec sure_of_two() {
  return {0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0};
}
arma::vec sure_of_seven() {
  return {0.1, 0.05, 0.1, 0.0, 0.05, 0.1, 0.0, 0.6, 0.0, 0.0};
}

arma::mat three_images() {
  return {{3.2, 1.3, 2.2}, {5.1, 4.9, 2.5}, {-1.7, 2.0, -3.1}};
}

arma::mat one_hot(std::span<const std::int32_t> labels, arma::uword classes) {
  arma::mat target(classes, labels.size(), arma::fill::zeros);
  for (arma::uword j = 0; j < labels.size(); ++j)
    target(static_cast<arma::uword>(labels[j]), j) = 1;
  return target;
}

}  // namespace chapter04
