/// Dropout from scratch: Srivastava et al., "Dropout: a simple way to prevent
/// neural networks from overfitting", JMLR 15, 2014, in its inverted form.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter07 {

/// Which numbers are dropped: computed by Philox, not stored as a mask.
struct DropoutPlace {
  std::uint64_t seed = 1;
  std::uint32_t layer = 0;  ///< in the model
  std::uint32_t step = 1;   ///< batches seen in training
};

/// 0 with probability p, else 1 / (1 - p): the mean is 1. One call to Philox
/// gives four random words, for four features of a sample; a number is dropped
/// when its word, as a fraction of 2^32, is below p.
arma::mat dropout_mask(arma::uword features, arma::uword samples, double p,
                       const DropoutPlace& place);

/// During training. The gradient is the same product: dx = mask * dy.
arma::mat dropout(const arma::mat& x, const arma::mat& mask);

/// How far the library's layer is from ours: the largest difference in outputs
/// and gradients over some steps, in a model with this seed.
double distance_from_library(const arma::mat& x, double p, std::uint64_t seed,
                             int steps);

/// A network small enough to try all of its masks: softmax(W x + b).
struct SoftmaxNeuron {
  arma::mat W;  ///< classes x features
  arma::vec b;

  arma::vec operator()(const arma::vec& x) const;
};

/// All 2^n networks that dropout can make from one, combined in two ways.
struct AllMasks {
  arma::vec geometric;  ///< normalized to sum 1
  arma::vec arithmetic;
};

/// Weights every mask by its probability; feasible for few features.
AllMasks average_of_all_masks(const SoftmaxNeuron& net, const arma::vec& x,
                              double p);

}  // namespace chapter07
