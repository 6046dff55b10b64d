/// Steps of gradient descent, as nodes.
#pragma once

#include "program.hpp"

namespace chapter14 {

/// w <- w - rate * gradient, at the end of each run.
void add_descent(Program& program, const Tensor& rate,
                 const Tensors& parameters, const Tensors& gradients);

/// The same direction, at most `limit` long: all gradients together are one
/// long vector, and all are scaled by the same number. Pascanu, Mikolov, Bengio
/// 2013, algorithm 1.
Tensors clipped(const Tensors& gradients, double limit);

/// The length of all of them together.
Tensor norm(const Tensors& gradients);

}  // namespace chapter14
