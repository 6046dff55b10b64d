/// Losses on the device. Same file in reference/: the formulas.
#pragma once

#include "nn/cuda/matrix.hpp"

namespace nn::cuda {

/// See reference::Loss for shapes and formulas.
struct Loss {
  static LabelRange range_of(const Labels& labels) { return labels.range; }
  static void one_hot(const Labels& labels, Matrix& out);
  static Scalar softmax_cross_entropy(const Matrix& logits,
                                      const Labels& labels, Matrix& dlogits);
  static Scalar mean_squared_error(const Matrix& y, const Matrix& target,
                                   Matrix& dy);
  static void softmax_cross_entropies(const Matrix& logits,
                                      const Labels& labels, double smoothing,
                                      Matrix& losses, Matrix& dlogits);
  static void hinge_losses(const Matrix& scores, const Labels& labels,
                           Matrix& losses, Matrix& dscores);
  static void squared_errors(const Matrix& y, const Matrix& target,
                             Matrix& losses, Matrix& dy);
  static void absolute_errors(const Matrix& y, const Matrix& target,
                              Matrix& losses, Matrix& dy);
  static void binary_cross_entropies(const Matrix& z, const Matrix& target,
                                     Matrix& losses, Matrix& dz);
  static Scalar weighted_mean(const Matrix& weights, const Matrix& losses,
                              Matrix& gradient);
  static Count count_correct(const Matrix& logits, const Labels& labels);
};

}  // namespace nn::cuda
