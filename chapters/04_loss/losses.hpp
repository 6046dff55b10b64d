/// The losses of the notes, one formula each.
/// Source: notes C4.2, D1.10, B and E.
#pragma once

#include "softmax.hpp"

namespace chapter04 {

/// Half the sum of the squared errors of one sample, the book's form (C4.2).
inline double half_squared_error(const arma::vec& y, const arma::vec& target) {
  return arma::accu(arma::square(y - target)) / 2;
}

/// The mean of the squared errors, the library's form: 2 / n times as large.
inline double mean_squared_error(const arma::vec& y, const arma::vec& target) {
  return arma::accu(arma::square(y - target)) / double(y.n_elem);
}

/// L2 loss with sample weights (D1.10): of each sample, half the mean of its
/// squared errors, times its weight. y, target: numbers x samples.
inline arma::rowvec l2_losses(const arma::mat& y, const arma::mat& target,
                              const arma::rowvec& sample_weights) {
  const arma::rowvec mean = arma::mean(arma::square(y - target), 0);
  return sample_weights % mean / 2;
}

// #region cross-entropy
/// -sum of t log p: the label as a one-hot column, a 1 among zeros.
inline double cross_entropy(const arma::vec& p, const arma::vec& target) {
  double sum = 0;
  for (arma::uword i = 0; i < p.n_elem; ++i)
    if (target(i) != 0)  // 0 log 0 counts as 0, but the computer says nan
      sum -= target(i) * std::log(p(i));
  return sum;
}

/// The same with the label as a number: all terms but one were 0.
inline double cross_entropy_of_label(const arma::vec& p, arma::uword label) {
  return -std::log(p(label));
}
// #endregion cross-entropy

/// -log softmax(scores)[label] of each sample, directly from the scores, so no
/// logarithm is taken of 0. scores: classes x samples.
inline arma::rowvec cross_entropies(const arma::mat& scores,
                                    std::span<const std::int32_t> labels) {
  arma::rowvec losses(scores.n_cols);
  for (arma::uword j = 0; j < scores.n_cols; ++j)
    losses(j) = log_sum_exp<double>(scores.col(j)) -
                scores(static_cast<arma::uword>(labels[j]), j);
  return losses;
}

// #region hinge
/// The multi-class support vector machine: every wrong class should score at
/// least `margin` less than the right one; the shortfall is the loss.
inline double hinge(const arma::vec& scores, arma::uword label,
                    double margin = 1) {
  double sum = 0;
  for (arma::uword i = 0; i < scores.n_elem; ++i)
    if (i != label) sum += std::max(0.0, scores(i) - scores(label) + margin);
  return sum;
}
// #endregion hinge

// #region binary-cross-entropy
/// A yes-or-no question: -log p if the answer is yes (1), else -log(1 - p),
/// where p = sigmoid(z). Written without e^|z|, which could overflow.
inline double binary_cross_entropy(double z, double target) {
  return std::max(z, 0.0) - z * target + std::log1p(std::exp(-std::abs(z)));
}
// #endregion binary-cross-entropy

/// The formula taken literally. At z = 40 the double nearest to p is 1, and
/// log(1 - p) is minus infinity.
inline double binary_cross_entropy_naive(double z, double target) {
  const double p = sigmoid(z);
  return -target * std::log(p) - (1 - target) * std::log(1 - p);
}

/// Squared near 0, absolute far away: Huber, "Robust estimation of a location
/// parameter", Annals of Mathematical Statistics 35, 1964. The factor makes it
/// e^2 for |e| <= delta, like the squared error.
inline double huber(double error, double delta) {
  const double e = std::abs(error);
  return e <= delta ? e * e : delta * (2 * e - delta);
}

/// The book's network's output for an image of a 2, and the same with the
/// probabilities of 2 and 7 swapped (Saito, "Deep Learning from Scratch",
/// section 4.2).
inline arma::vec sure_of_two() {
  return {0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0};
}
inline arma::vec sure_of_seven() {
  return {0.1, 0.05, 0.1, 0.0, 0.05, 0.1, 0.0, 0.6, 0.0, 0.0};
}

/// Three images (columns: a cat, a car, a frog) and their scores for cat, car
/// and frog: the worked example of CS231n's third lecture.
inline arma::mat three_images() {
  return {{3.2, 1.3, 2.2}, {5.1, 4.9, 2.5}, {-1.7, 2.0, -3.1}};
}
inline constexpr std::array<std::int32_t, 3> three_labels = {0, 1, 2};

/// A 1 in the row of each label: classes x samples.
inline arma::mat one_hot(std::span<const std::int32_t> labels,
                         arma::uword classes) {
  arma::mat target(classes, labels.size(), arma::fill::zeros);
  for (arma::uword j = 0; j < labels.size(); ++j)
    target(static_cast<arma::uword>(labels[j]), j) = 1;
  return target;
}

}  // namespace chapter04
