/// Losses over all threads. Same file in reference/: the formulas.
#pragma once

#include <span>

#include "nn/support/armadillo.hpp"

namespace nn::cpu {

struct Loss {
  using Labels = std::span<const std::int32_t>;

  static double softmax_cross_entropy(const arma::fmat& logits,
                                      const Labels& labels,
                                      arma::fmat& dlogits);
  static double mean_squared_error(const arma::fmat& y,
                                   const arma::fmat& target, arma::fmat& dy);
  static std::size_t count_correct(const arma::fmat& logits,
                                   const Labels& labels);
};

}  // namespace nn::cpu
