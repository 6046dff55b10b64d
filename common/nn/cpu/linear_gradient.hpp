/// dW of a linear layer: a product whose sum over the samples is a tree.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/parallel.hpp"

namespace nn::cpu {

/// dW = dy x' for the columns `range` of dW; at least one sample. The samples
/// are summed in linear_parts() parts (nn/core/sums.hpp), by fused
/// multiply-adds within a part.
void weight_gradient_in_parts(const arma::fmat& x, const arma::fmat& dy,
                              Range range, arma::fmat& dW);

}  // namespace nn::cpu
