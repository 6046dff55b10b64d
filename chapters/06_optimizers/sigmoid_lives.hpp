/// Where the sigmoid is still in use: as a gate, and as the probability of a
/// yes (notes B say that nobody uses it anymore).
#pragma once

#include "initial.hpp"

namespace chapter06 {

/// The largest difference between softmax over two logits and the sigmoid of
/// their difference: for two classes they are the same function.
double softmax_against_sigmoid(std::uint64_t seed);

/// A memory c = 1 that a gate multiplies in every step, c = f(z) c with random
/// z around `mean`: the values of 1000 memories after `steps` steps.
arma::vec gated_memories(Squash gate, double mean, int steps,
                         std::uint64_t seed);

}  // namespace chapter06
