/// Losses as formulas. Chapter 4; notes C4.2, B (softmax).
#pragma once

#include <span>

#include "nn/support/armadillo.hpp"

namespace nn::reference {

template <class Real>
struct Loss {
  using Matrix = arma::Mat<Real>;
  using Labels = std::span<const std::int32_t>;

  // #region softmax_cross_entropy
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
  // #endregion softmax_cross_entropy

  // #region mean_squared_error
  /// Mean over all numbers of (y - target)^2, and its gradient
  /// dy = 2 (y - target) / numbers.
  static double mean_squared_error(const Matrix& y, const Matrix& target,
                                   Matrix& dy) {
    const auto count = static_cast<Real>(y.n_elem);
    dy = 2 / count * (y - target);
    return arma::accu(arma::square(y - target)) / count;
  }
  // #endregion mean_squared_error

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
