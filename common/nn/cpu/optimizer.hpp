/// Optimizers over all threads. Same file in reference/: the formulas.
#pragma once

#include "nn/backend.hpp"

namespace nn::cpu {

struct Optimizer {
  static void sgd(const arma::fmat& dw, double rate, arma::fmat& w);
  static void momentum(const arma::fmat& dw, double rate, double mu,
                       arma::fmat& v, arma::fmat& w);
  static void adam(const arma::fmat& dw, const AdamStep& step, arma::fmat& m,
                   arma::fmat& v, arma::fmat& w);
};

}  // namespace nn::cpu
