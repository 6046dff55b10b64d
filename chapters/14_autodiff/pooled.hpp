/// Convolution, ReLU and max pooling as one operation.
#pragma once

#include "program.hpp"

namespace chapter14 {

/// Where a convolution is followed by ReLU and by max pooling of 2x2 pixels,
/// and nobody else wants what is between them, the three become one node, and
/// so do their gradients. The results are the same, bit for bit. For float.
Program convolutions_pooled(const Program& program);

extern const Operation pooled_convolution_operation, pooled_gradient_operation;

}  // namespace chapter14
