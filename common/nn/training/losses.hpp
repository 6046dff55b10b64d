/// What a classifier's training makes small. Chapter 4; notes C4.2.
#pragma once

#include <span>
#include <string>

#include "nn/backend.hpp"

namespace nn {

/// A loss of scores against labels, averaged over the batch.
template <Backend B>
class Loss {
 public:
  using Matrix = typename B::Matrix;
  using Labels = typename B::Labels;

  virtual ~Loss() = default;
  virtual std::string name() const = 0;
  /// scores, gradient: classes x samples. Returns the mean loss and writes its
  /// derivative with respect to the scores.
  virtual double operator()(const Matrix& scores, const Labels& labels,
                            Matrix& gradient) = 0;
};

/// -log softmax(logits)[label]: softmax belongs to the loss, not to the
/// network, because together their gradient is simply p - onehot.
template <Backend B>
class SoftmaxCrossEntropy : public Loss<B> {
 public:
  using typename Loss<B>::Matrix;
  using typename Loss<B>::Labels;
  std::string name() const override { return "softmax cross-entropy"; }
  double operator()(const Matrix& logits, const Labels& labels,
                    Matrix& gradient) override {
    return B::softmax_cross_entropy(logits, labels, gradient);
  }
};

/// Mean squared distance between the scores and the one-hot label.
template <Backend B>
class OneHotSquaredError : public Loss<B> {
 public:
  using typename Loss<B>::Matrix;
  using typename Loss<B>::Labels;
  std::string name() const override { return "mean squared error"; }
  double operator()(const Matrix& scores, const Labels& labels,
                    Matrix& gradient) override {
    target_.zeros(scores.n_rows, scores.n_cols);  // reallocates when it grows
    for (arma::uword j = 0; j < scores.n_cols; ++j)
      target_(static_cast<arma::uword>(labels[j]), j) = 1;
    return B::mean_squared_error(scores, target_, gradient);
  }

 private:
  Matrix target_;
};

}  // namespace nn
