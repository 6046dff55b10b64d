/// Losses over all threads. Same file in reference/: the formulas.
#pragma once

#include <span>

#include "nn/core/armadillo.hpp"

namespace nn::cpu {

struct Loss {
  using Labels = std::span<const std::int32_t>;

  static double softmax_cross_entropy(const arma::fmat& logits,
                                      const Labels& labels,
                                      arma::fmat& dlogits);
  static double mean_squared_error(const arma::fmat& y,
                                   const arma::fmat& target, arma::fmat& dy);
  static void softmax_cross_entropies(const arma::fmat& logits,
                                      const Labels& labels, double smoothing,
                                      arma::fmat& losses, arma::fmat& dlogits);
  static void hinge_losses(const arma::fmat& scores, const Labels& labels,
                           arma::fmat& losses, arma::fmat& dscores);
  static void squared_errors(const arma::fmat& y, const arma::fmat& target,
                             arma::fmat& losses, arma::fmat& dy);
  static void absolute_errors(const arma::fmat& y, const arma::fmat& target,
                              arma::fmat& losses, arma::fmat& dy);
  static void binary_cross_entropies(const arma::fmat& z,
                                     const arma::fmat& target,
                                     arma::fmat& losses, arma::fmat& dz);
  static double weighted_mean(const arma::fmat& weights,
                              const arma::fmat& losses, arma::fmat& gradient);
  static std::size_t count_correct(const arma::fmat& logits,
                                   const Labels& labels);
};

}  // namespace nn::cpu
