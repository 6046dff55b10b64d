/// Losses and activations made of operations.
#pragma once

#include "operation.hpp"

namespace chapter14 {

/// Each column's exp(x) / sum(exp(x)); x: classes x samples.
Tensor softmax(const Located& logits);
/// -log softmax(logits)[label], averaged over the samples; labels: 1 x samples.
Tensor softmax_cross_entropy(const Located& logits, const Tensor& labels);
/// The mean of (y - target)^2 over all numbers.
Tensor mean_squared_error(const Located& y, const Tensor& target);

}  // namespace chapter14
