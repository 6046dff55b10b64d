/// Losses as formulas. Chapter 4; notes C4.2, B (softmax).
#pragma once

#include <span>

#include "nn/core/armadillo.hpp"

namespace nn::reference {

template <class Real>
struct Loss {
  using Matrix = arma::Mat<Real>;
  using Labels = std::span<const std::int32_t>;

  /// Mean over the samples of -log p[label], p = softmax(logits), and its
  /// gradient dlogits = (p - onehot(label)) / samples.
  /// logits, dlogits classes x samples; labels 0 … classes - 1, not checked.
  static double softmax_cross_entropy(const Matrix& logits,
                                      const Labels& labels, Matrix& dlogits) {
    const auto samples = static_cast<Real>(logits.n_cols);
    double loss = 0;
    for (arma::uword j = 0; j < logits.n_cols; ++j) {
      const auto label = static_cast<arma::uword>(labels[j]);
      // Softmax does not change when all logits move by the same amount; with
      // the largest at 0, exp cannot overflow.
      const arma::Col<Real> z = logits.col(j) - logits.col(j).max();
      const Real log_sum = std::log(arma::accu(arma::exp(z)));
      dlogits.col(j) = arma::exp(z - log_sum) / samples;
      dlogits(label, j) -= 1 / samples;
      loss += log_sum - z(label);
    }
    return loss / samples;
  }

  /// Mean over all numbers of (y - target)^2, and its gradient
  /// dy = 2 (y - target) / numbers.
  static double mean_squared_error(const Matrix& y, const Matrix& target,
                                   Matrix& dy) {
    const auto count = static_cast<Real>(y.n_elem);
    dy = 2 / count * (y - target);
    return arma::accu(arma::square(y - target)) / count;
  }

  /// The cross-entropy of each sample against the softened label
  ///     q = (1 - smoothing) onehot(label) + smoothing / classes
  /// (Szegedy et al., "Rethinking the Inception architecture", CVPR 2016,
  /// section 7), and its gradient p - q. losses 1 x samples.
  static void softmax_cross_entropies(const Matrix& logits,
                                      const Labels& labels, double smoothing,
                                      Matrix& losses, Matrix& dlogits) {
    arma::Col<Real> q(logits.n_rows);
    for (arma::uword j = 0; j < logits.n_cols; ++j) {
      q.fill(Real(smoothing) / static_cast<Real>(logits.n_rows));
      q(static_cast<arma::uword>(labels[j])) += Real(1 - smoothing);
      const arma::Col<Real> z = logits.col(j) - logits.col(j).max();
      const Real log_sum = std::log(arma::accu(arma::exp(z)));
      losses(j) = arma::dot(q, log_sum - z);
      dlogits.col(j) = arma::exp(z - log_sum) - q;
    }
  }

  /// The multi-class support vector machine: each sample's
  ///     sum over i != label of max(0, 1 + s_i - s_label)
  /// (Weston and Watkins, ESANN 1999). Every wrong class within the margin
  /// pulls its own score down and the right one's up. PyTorch's
  /// multi_margin_loss is this divided by the number of classes.
  static void hinge_losses(const Matrix& scores, const Labels& labels,
                           Matrix& losses, Matrix& dscores) {
    dscores.zeros();
    for (arma::uword j = 0; j < scores.n_cols; ++j) {
      const auto label = static_cast<arma::uword>(labels[j]);
      losses(j) = 0;
      for (arma::uword i = 0; i < scores.n_rows; ++i) {
        const Real margin = 1 + scores(i, j) - scores(label, j);
        if (i == label || margin <= 0) continue;  // NaN goes on: it must show
        losses(j) += margin;
        dscores(i, j) += 1;
        dscores(label, j) -= 1;
      }
    }
  }

  /// Each sample's mean of (y - target)^2, and its gradient.
  static void squared_errors(const Matrix& y, const Matrix& target,
                             Matrix& losses, Matrix& dy) {
    losses = arma::mean(arma::square(y - target), 0);
    dy = 2 * (y - target) / static_cast<Real>(y.n_rows);
  }

  /// Each sample's mean of |y - target|, and its gradient (0 at the kink).
  static void absolute_errors(const Matrix& y, const Matrix& target,
                              Matrix& losses, Matrix& dy) {
    losses = arma::mean(arma::abs(y - target), 0);
    dy = arma::sign(y - target) / static_cast<Real>(y.n_rows);
  }

  /// Each sample's mean of -t log p - (1 - t) log(1 - p), p = sigmoid(z), and
  /// its gradient p - t. Written as max(0, z) - z t + log(1 + exp(-|z|)):
  /// exp cannot overflow, and no logarithm meets a 0. Targets t in 0 … 1.
  static void binary_cross_entropies(const Matrix& z, const Matrix& target,
                                     Matrix& losses, Matrix& dz) {
    const auto numbers = static_cast<Real>(z.n_rows);
    for (arma::uword j = 0; j < z.n_cols; ++j) {
      const arma::Col<Real> x = z.col(j), t = target.col(j);
      losses(j) = arma::mean((arma::abs(x) + x) / 2 - x % t +
                             arma::log1p(arma::exp(-arma::abs(x))));
      dz.col(j) = (1 / (1 + arma::exp(-x)) - t) / numbers;
    }
  }

  /// sum(w l) / sum(w) of the samples' losses l, and its gradient: each column
  /// of `gradient` is multiplied by its sample's share of the weights. One
  /// weight per sample; an empty matrix means equal weights.
  static double weighted_mean(const Matrix& weights, const Matrix& losses,
                              Matrix& gradient) {
    arma::Row<Real> share(losses.n_elem, arma::fill::ones);
    if (!weights.empty()) share = arma::vectorise(weights).t();
    share /= arma::accu(share);
    gradient.each_row() %= share;
    return arma::dot(share, losses);
  }

  /// How many columns have their largest number at the row of the label.
  static std::size_t count_correct(const Matrix& logits, const Labels& labels) {
    std::size_t correct = 0;
    for (arma::uword j = 0; j < logits.n_cols; ++j)
      correct +=
          logits.col(j).index_max() == static_cast<arma::uword>(labels[j]);
    return correct;
  }
};

}  // namespace nn::reference
