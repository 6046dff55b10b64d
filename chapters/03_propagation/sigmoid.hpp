/// The sigmoid: of one number, and of every element of a matrix.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter03 {

/// 1 / (1 + e^-net)
double sigmoid(double net);
/// 1 / (1 + e^net)
double sigmoid_without_minus(double net);
/// 1 / (1 + e^-net) of every element of a matrix.
arma::mat sigmoid(const arma::mat& net);

}  // namespace chapter03
