#include "eager.hpp"

#include <fmt/format.h>

#include "nn/core/error.hpp"

namespace chapter14 {

double number(const EagerAt& x) {
  const arma::mat& numbers = x.value.numbers();
  if (numbers.n_elem != 1)
    throw nn::ShapeError(
        fmt::format("{}: number: the tensor has {} x {} numbers, not one",
                    to_string(x.where), numbers.n_rows, numbers.n_cols));
  return numbers(0);
}

double number(const Located& x) {
  const Node& node = x.tensor.node();
  if (is_constant(node)) return node.attributes.value;
  throw nn::Error(fmt::format(
      "{}: number: node {} ({}) has no numbers while the graph is recorded, "
      "only a shape; what depends on numbers must be an operation, like "
      "where()",
      to_string(x.where), x.tensor.id, node.operation->name));
}

}  // namespace chapter14
