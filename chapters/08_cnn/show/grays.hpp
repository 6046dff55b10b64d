/// Numbers as gray pixels.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter08 {

/// Every number becomes `times` x `times` pixels.
arma::mat enlarged(const arma::mat& image, arma::uword times);

/// Numbers of both signs as grays: 0 is in the middle.
arma::mat signed_grays(const arma::mat& values);

/// From 0 (black) to the largest (white).
arma::mat grays(const arma::mat& values);

}  // namespace chapter08
