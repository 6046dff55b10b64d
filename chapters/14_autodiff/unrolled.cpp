#include "unrolled.hpp"

#include "checkpoints.hpp"
#include "derivative.hpp"
#include "elementwise.hpp"
#include "products.hpp"
#include "shapes.hpp"

namespace chapter14 {

Unrolled unrolled(std::size_t steps) {
  Unrolled result = {};
  Graph& graph = result.program.graph;
  const Tensor W = graph.input("W", {32, 32}), x = graph.input("x", {32, 64});
  Tensor h = x;
  for (std::size_t t = 0; t < steps; ++t) {
    h = tanh(product(W, h) + x);
    result.states.push_back(h.id);
  }
  const Tensor loss = sum(h * h);
  result.loss = loss.id;
  result.program.results = {loss.id, gradient(loss, {W})[0].id};
  return result;
}

Program Unrolled::keeping_one_in(std::size_t states_kept) const {
  std::vector<Id> kept;
  for (std::size_t t = states_kept - 1; t < states.size(); t += states_kept)
    kept.push_back(states[t]);
  return checkpointed(program, loss, kept);
}

}  // namespace chapter14
