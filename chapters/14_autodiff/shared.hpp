/// One matrix in two places: an autoencoder that decodes with the transpose of
/// what it encodes with.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter14 {

/// dL/dW of both places, and of the one matrix that stands in both.
struct SharedGradients {
  arma::mat encoder, decoder;  ///< of two matrices that happen to be equal
  arma::mat shared;
  double loss = 0;
};

/// L = mean of (W' tanh(W x) - x)^2 for `samples` random columns of x.
/// W: hidden x features.
SharedGradients tied_autoencoder(std::size_t features, std::size_t hidden,
                                 std::size_t samples, std::uint64_t seed);

}  // namespace chapter14
