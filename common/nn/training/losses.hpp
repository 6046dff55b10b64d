/// What training minimizes. Chapter 4; notes C4.2.
#pragma once

#include <span>
#include <string>

#include "nn/core/error.hpp"
#include "nn/layers/scratch.hpp"

namespace nn {

/// A loss of scores against labels, averaged over the batch.
template <Backend B>
class Loss {
 public:
  using Matrix = typename B::Matrix;
  using Labels = typename B::Labels;
  using Scalar = typename B::Scalar;

  virtual ~Loss() = default;
  virtual std::string name() const = 0;

  /// scores, gradient: classes x samples. Returns the mean loss and writes its
  /// derivative with respect to the scores. ShapeError if there is no sample,
  /// not one label per sample, a label without a score, or no room in gradient.
  Scalar operator()(const Matrix& scores, const Labels& labels,
                    Matrix& gradient) {
    check(scores, labels, gradient);
    return compute(scores, labels, equal_, gradient);
  }

  /// The same with sum(w l) / sum(w) as the mean. weights: one number >= 0 per
  /// sample, not all of them 0; ShapeError if there are more or fewer.
  Scalar operator()(const Matrix& scores, const Labels& labels,
                    const Matrix& weights, Matrix& gradient) {
    if (weights.n_elem != scores.n_cols)
      throw ShapeError(
          fmt::format("the loss takes one weight a sample: {} samples, but {} "
                      "weights",
                      scores.n_cols, weights.n_elem));
    check(scores, labels, gradient);
    return compute(scores, labels, weights, gradient);
  }

 protected:
  /// An empty `weights` means equal weights.
  virtual Scalar compute(const Matrix& scores, const Labels& labels,
                         const Matrix& weights, Matrix& gradient) = 0;

  /// Rejects what is not as large as the scores: loops that trust its size
  /// would read and write out of bounds.
  static void expect_size_of(const Matrix& scores, const Matrix& other,
                             const char* name) {
    if (other.n_rows != scores.n_rows || other.n_cols != scores.n_cols)
      throw ShapeError(fmt::format(
          "the loss of {}x{} scores (outputs x samples) takes a {} of the same "
          "size, not {}x{}",
          scores.n_rows, scores.n_cols, name, other.n_rows, other.n_cols));
    if (scores.n_cols == 0)
      throw ShapeError("the loss of no samples: a mean takes at least one");
  }

  /// Room for one number per sample.
  Matrix losses_of(const Matrix& scores) {
    return losses_.shaped(1, scores.n_cols);
  }

 private:
  static void check(const Matrix& scores, const Labels& labels,
                    const Matrix& gradient) {
    expect_size_of(scores, gradient, "gradient");
    if (labels.size() != scores.n_cols)
      throw ShapeError(
          fmt::format("the loss takes one label a sample: {} samples, but {} "
                      "labels",
                      scores.n_cols, labels.size()));
    const LabelRange range = B::range_of(labels);
    const auto outputs = static_cast<std::int64_t>(scores.n_rows);
    if (range.smallest >= 0 && range.largest < outputs) return;
    throw ShapeError(fmt::format(
        "label {} has no score: the model has {} outputs, for labels 0 to {}; "
        "its last layer must have one output a class",
        range.smallest < 0 ? range.smallest : range.largest, outputs,
        outputs - 1));
  }

  Matrix equal_;  // empty
  Scratch<B> losses_;
};

/// -log softmax(logits)[label]: softmax belongs to the loss, not to the
/// network, because together their gradient is simply p - onehot.
template <Backend B>
class SoftmaxCrossEntropy : public Loss<B> {
 public:
  using typename Loss<B>::Matrix;
  using typename Loss<B>::Labels;
  using typename Loss<B>::Scalar;

  /// `smoothing`: the share of the target spread evenly over all classes, 0 …
  /// 1 (PyTorch's label_smoothing); 0.1 keeps a network from overconfidence.
  explicit SoftmaxCrossEntropy(double smoothing = 0) : smoothing_(smoothing) {
    if (!(smoothing >= 0 && smoothing <= 1))
      throw UsageError(fmt::format(
          "label smoothing is a share from 0 to 1, not {}", smoothing));
  }
  std::string name() const override { return "softmax cross-entropy"; }

 protected:
  Scalar compute(const Matrix& logits, const Labels& labels,
                 const Matrix& weights, Matrix& gradient) override {
    if (smoothing_ == 0 && weights.empty())
      return B::softmax_cross_entropy(logits, labels, gradient);
    Matrix losses = this->losses_of(logits);
    B::softmax_cross_entropies(logits, labels, smoothing_, losses, gradient);
    return B::weighted_mean(weights, losses, gradient);
  }

 private:
  double smoothing_;
};

/// The multi-class support vector machine: wrong classes should score at least
/// 1 less than the right one. PyTorch's multi_margin_loss times the classes.
template <Backend B>
class MulticlassHinge : public Loss<B> {
 public:
  using typename Loss<B>::Matrix;
  using typename Loss<B>::Labels;
  using typename Loss<B>::Scalar;
  std::string name() const override { return "multi-class hinge"; }

 protected:
  Scalar compute(const Matrix& scores, const Labels& labels,
                 const Matrix& weights, Matrix& gradient) override {
    Matrix losses = this->losses_of(scores);
    B::hinge_losses(scores, labels, losses, gradient);
    return B::weighted_mean(weights, losses, gradient);
  }
};

/// A loss that compares number by number: with the one-hot label, or with
/// targets of any kind.
template <Backend B>
class TargetLoss : public Loss<B> {
 public:
  using typename Loss<B>::Matrix;
  using typename Loss<B>::Labels;
  using typename Loss<B>::Scalar;
  using Loss<B>::operator();

  /// y, target, gradient: the same size (ShapeError if not). The mean over
  /// all numbers.
  Scalar operator()(const Matrix& y, const Matrix& target, Matrix& gradient) {
    this->expect_size_of(y, target, "target");
    this->expect_size_of(y, gradient, "gradient");
    return mean(Matrix(), y, target, gradient);
  }

 protected:
  virtual void each_sample(const Matrix& y, const Matrix& target,
                           Matrix& losses, Matrix& gradient) = 0;

  Scalar compute(const Matrix& scores, const Labels& labels,
                 const Matrix& weights, Matrix& gradient) override {
    Matrix target = target_.shaped(scores.n_rows, scores.n_cols);
    B::one_hot(labels, target);
    return mean(weights, scores, target, gradient);
  }

 private:
  Scalar mean(const Matrix& weights, const Matrix& y, const Matrix& target,
              Matrix& gradient) {
    Matrix losses = this->losses_of(y);
    each_sample(y, target, losses, gradient);
    return B::weighted_mean(weights, losses, gradient);
  }

  Scratch<B> target_;
};

/// Mean squared distance between the scores and the one-hot label.
template <Backend B>
class OneHotSquaredError : public TargetLoss<B> {
 public:
  using typename Loss<B>::Matrix;
  std::string name() const override { return "mean squared error"; }

 protected:
  void each_sample(const Matrix& y, const Matrix& target, Matrix& losses,
                   Matrix& gradient) override {
    B::squared_errors(y, target, losses, gradient);
  }
};

/// Mean distance between the scores and the one-hot label (L1): a sample that
/// is far off pulls no harder than another.
template <Backend B>
class OneHotAbsoluteError : public TargetLoss<B> {
 public:
  using typename Loss<B>::Matrix;
  std::string name() const override { return "mean absolute error"; }

 protected:
  void each_sample(const Matrix& y, const Matrix& target, Matrix& losses,
                   Matrix& gradient) override {
    B::absolute_errors(y, target, losses, gradient);
  }
};

/// Binary cross-entropy with logits: every class is its own yes-or-no
/// question, sigmoid(logit) the probability of yes. Targets in 0 … 1.
template <Backend B>
class OneHotBinaryCrossEntropy : public TargetLoss<B> {
 public:
  using typename Loss<B>::Matrix;
  std::string name() const override { return "binary cross-entropy"; }

 protected:
  void each_sample(const Matrix& logits, const Matrix& target, Matrix& losses,
                   Matrix& gradient) override {
    B::binary_cross_entropies(logits, target, losses, gradient);
  }
};

}  // namespace nn
