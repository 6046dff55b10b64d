/// Optimizers over all threads. Same file in reference/: the formulas.
#pragma once

#include "nn/backend.hpp"

namespace nn::cpu {

/// Each is one pass over memory, clipping, penalties and decay included.
struct Optimizer {
  static void sgd(const arma::fmat& dw, double rate, arma::fmat& w,
                  const StepExtras& extras = {});
  static void momentum(const arma::fmat& dw, double rate, double mu,
                       arma::fmat& v, arma::fmat& w,
                       const StepExtras& extras = {});
  static void nesterov(const arma::fmat& dw, double rate, double mu,
                       arma::fmat& v, arma::fmat& w,
                       const StepExtras& extras = {});
  static void adagrad(const arma::fmat& dw, double rate, double epsilon,
                      arma::fmat& s, arma::fmat& w,
                      const StepExtras& extras = {});
  static void rmsprop(const arma::fmat& dw, double rate, double a,
                      double epsilon, arma::fmat& s, arma::fmat& w,
                      const StepExtras& extras = {});
  static void adam(const arma::fmat& dw, const AdamStep& step, arma::fmat& m,
                   arma::fmat& v, arma::fmat& w, const StepExtras& extras = {});
  /// The same number for any count of threads.
  static double squared_norm(const arma::fmat& x);
  static void moving_average(const arma::fmat& w, double decay,
                             arma::fmat& average);
  static void swap(arma::fmat& a, arma::fmat& b);
};

}  // namespace nn::cpu
