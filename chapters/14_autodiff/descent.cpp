#include "descent.hpp"

#include "elementwise.hpp"
#include "shapes.hpp"

namespace chapter14 {

void add_descent(Program& program, const Tensor& rate,
                 const Tensors& parameters, const Tensors& gradients) {
  for (std::size_t i = 0; i < parameters.size(); ++i)
    program.updates.push_back(
        {parameters[i].id, (parameters[i] - rate * gradients.at(i)).id});
}

// #region clip_nodes
Tensor norm(const Tensors& gradients) {
  Tensor squares = sum(gradients.at(0) * gradients[0]);
  for (std::size_t i = 1; i < gradients.size(); ++i)
    squares = squares + sum(gradients[i] * gradients[i]);
  return sqrt(squares);
}

Tensors clipped(const Tensors& gradients, double limit) {
  const Tensor length = norm(gradients);
  Graph& graph = *length.graph;
  const Tensor most = graph.constant(limit);
  const Tensor factor =
      where(less(most, length), most / length, graph.constant(1));
  Tensors result;
  for (const Tensor& g : gradients)
    result.push_back(factor * g);
  return result;
}
// #endregion clip_nodes

}  // namespace chapter14
