/// Where the sigmoid is still in use: as a gate, and as the probability of a
/// yes (notes B say that nobody uses it anymore).
#pragma once

#include "initial.hpp"

namespace chapter06 {

/// The largest difference between softmax over two logits and the sigmoid of
/// their difference: for two classes they are the same function.
inline double softmax_against_sigmoid(std::uint64_t seed) {
  nn::Random random(seed);
  arma::mat logits(2, 100), p(2, 100);
  logits.imbue([&] { return 5 * random.normal(); });
  Exact::softmax(logits, p);
  const arma::rowvec difference = logits.row(1) - logits.row(0);
  arma::rowvec yes(100);
  for (arma::uword j = 0; j < 100; ++j)
    yes(j) = squashed(Squash::sigmoid, difference(j));
  return arma::abs(p.row(1) - yes).max();
}

/// A memory c = 1 that a gate multiplies in every step, c = f(z) c with random
/// z around `mean`: the values of 1000 memories after `steps` steps.
inline arma::vec gated_memories(Squash gate, double mean, int steps,
                                std::uint64_t seed) {
  nn::Random random(seed);
  arma::vec memory(1000, arma::fill::ones);
  for (int t = 0; t < steps; ++t)
    for (double& c : memory)
      c *= squashed(gate, mean + random.normal());
  return memory;
}

}  // namespace chapter06
