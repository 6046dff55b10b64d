#include "print.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "operation.hpp"

namespace chapter14 {

std::string operation_of(const Node& node) {
  const Operation& operation = *node.operation;
  if (is_constant(node))
    return fmt::format("constant {}", node.attributes.value);
  // What these are told is their shape, which is printed anyway.
  const bool only_dims = node.attributes.numbers == node.dims;
  if (node.attributes.numbers.empty() || only_dims) return operation.name;
  return fmt::format("{}({})", operation.name,
                     fmt::join(node.attributes.numbers, ", "));
}

// #region printed
std::string printed(const Graph& graph) {
  std::string text =
      fmt::format("  {:>3}  {:<8} {:<14} {:<8} {:<9} {}\n", "id", "name",
                  "operation", "inputs", "shape", "line");
  for (Id id = 0; id < graph.size(); ++id) {
    const Node& node = graph[id];
    text += fmt::format(
        "  {:>3}  {:<8} {:<14} {:<8} {:<9} {}\n", id, node.name,
        operation_of(node), fmt::format("{}", fmt::join(node.inputs, " ")),
        to_string(node.dims), node.where.line ? to_string(node.where) : "");
  }
  return text;
}
// #endregion printed

}  // namespace chapter14
