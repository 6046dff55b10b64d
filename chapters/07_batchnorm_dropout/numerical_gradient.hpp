/// A batch for the gradient check, and the gradient by central differences.
#pragma once

#include "batch_norm.hpp"

namespace chapter07 {

/// A batch for the gradient check: numbers away from 0 everywhere.
struct Example {
  arma::mat x;            ///< features x samples
  arma::vec gamma, beta;  ///< features
  arma::mat dy;           ///< the loss is accu(dy % y)
};

/// Its forward pass.
Normalized batch_norm(const Example& e);

Example random_example(arma::uword features, arma::uword samples,
                       std::uint64_t seed);

/// d accu(dy % y) / dx by central differences: independent of our algebra.
arma::mat numerical_dx(Example e, double h = 1e-5);

/// ||a - b|| / (||a|| + ||b||): 0 for equal ones, at most 1.
double distance(const arma::mat& a, const arma::mat& b);

}  // namespace chapter07
