#include "sigmoid_lives.hpp"

#include "nn/core/random.hpp"
#include "nn/reference/reference.hpp"

namespace chapter06 {

double softmax_against_sigmoid(std::uint64_t seed) {
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

arma::vec gated_memories(Squash gate, double mean, int steps,
                         std::uint64_t seed) {
  nn::Random random(seed);
  arma::vec memory(1000, arma::fill::ones);
  for (int t = 0; t < steps; ++t)
    for (double& c : memory)
      c *= squashed(gate, mean + random.normal());
  return memory;
}

}  // namespace chapter06
