/// How many neighbors: chosen by leaving one out, judged on other samples.
#pragma once

#include "samples.hpp"

namespace chapter11 {

/// The leave-one-out curve of the training samples, the k that it chooses, and
/// what this k is worth on the test samples.
struct ChosenK {
  arma::vec curve;  ///< error for k = 1 … most
  arma::uword k = 0;
  double test_error = 0;
};
ChosenK choose_k(const Split& data, arma::uword most);

}  // namespace chapter11
