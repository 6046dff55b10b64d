/// FastICA: turns whitened data until its coordinates are as far from normal
/// as they can be.
///
/// Source: Hyvärinen, "Fast and robust fixed-point algorithms for independent
/// component analysis", IEEE Transactions on Neural Networks 10, 1999.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter12 {

/// What was found: sources = unmixing * (x - mean), each of variance 1, in an
/// order and with signs of their own.
struct Ica {
  arma::mat sources;   ///< components x samples
  arma::mat unmixing;  ///< components x features
  int steps = 0;
};

/// All components at once, with the contrast log cosh. `start`: components x
/// components, any invertible matrix. Ends when no row turns by more than
/// `tolerance` (1 - |cosine|) or after `most` steps.
Ica fast_ica(const arma::mat& x, const arma::mat& start,
             double tolerance = 1e-12, int most = 1000);

/// The excess kurtosis of each row: 0 for a normal distribution.
arma::vec excess_kurtosis(const arma::mat& x);

}  // namespace chapter12
