/// Optimizers on the device. Same file in reference/: the formulas.
#pragma once

#include "nn/core/optimizer_step.hpp"
#include "nn/cuda/matrix.hpp"

namespace nn::cuda {

/// Each is one kernel, clipping, penalties and decay included. `weights` may
/// have up to 64 parts.
struct Optimizer {
  static void sgd(const Matrix& dw, double rate, Matrix& w,
                  const StepExtras& extras = {});
  static void momentum(const Matrix& dw, double rate, double mu, Matrix& v,
                       Matrix& w, const StepExtras& extras = {});
  static void nesterov(const Matrix& dw, double rate, double mu, Matrix& v,
                       Matrix& w, const StepExtras& extras = {});
  static void adagrad(const Matrix& dw, double rate, double epsilon, Matrix& s,
                      Matrix& w, const StepExtras& extras = {});
  static void rmsprop(const Matrix& dw, double rate, double a, double epsilon,
                      Matrix& s, Matrix& w, const StepExtras& extras = {});
  static void adam(const Matrix& dw, const AdamStep& step, Matrix& m, Matrix& v,
                   Matrix& w, const StepExtras& extras = {});
  /// Reading the number waits, so an optimizer that clips its gradients is not
  /// replayed as a graph.
  static Scalar squared_norm(const Matrix& x);
  static void moving_average(const Matrix& w, double decay, Matrix& average);
  static void swap(Matrix& a, Matrix& b);
};

}  // namespace nn::cuda
