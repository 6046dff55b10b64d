#include "passes.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "elementwise.hpp"
#include "pooled.hpp"
#include "shapes.hpp"

namespace chapter14 {

namespace {

/// Keeps inputs, and what is needed for them to be listed.
bool stays(const Node& node, bool is_needed) {
  return is_needed || node.operation == &input_operation;
}

}  // namespace

// #region dead
Program without_dead_nodes(const Program& program) {
  const std::vector<bool> is_needed = needed(program);
  return rewritten(program, [&](Graph& graph, Id id, Node node) -> Id {
    if (!stays(node, is_needed[id])) return 0;  // nobody will ask
    return graph.append(std::move(node)).id;
  });
}
// #endregion dead

// #region common
Program common_nodes_once(const Program& program) {
  std::multimap<std::pair<const Operation*, std::vector<Id>>, Id> known;
  return rewritten(program, [&](Graph& graph, Id, Node node) {
    const auto key = std::pair(node.operation, node.inputs);
    const auto [begin, end] = known.equal_range(key);
    for (auto entry = begin; entry != end; ++entry) {
      const Node& other = graph[entry->second];
      if (other.dims == node.dims && other.attributes == node.attributes)
        return entry->second;
    }
    const bool may_join = node.operation != &input_operation;
    const Id id = graph.append(std::move(node)).id;
    if (may_join) known.emplace(key, id);
    return id;
  });
}
// #endregion common

namespace {

/// The number that all of a node's numbers are, if that is known now.
std::optional<double> constant_of(const Graph& graph, Id id) {
  while (graph[id].operation == &broadcast_operation ||
         graph[id].operation == &reshape_operation)
    id = graph[id].inputs[0];
  if (!is_constant(graph[id])) return {};
  return graph[id].attributes.value;
}

template <class Real>
double computed(Map<Real> map, const std::vector<double>& from) {
  std::vector<Real> numbers(from.begin(), from.end());
  std::vector<const Real*> in;
  for (const Real& number : numbers)
    in.push_back(&number);
  in.resize(3);
  Real out = 0;
  map(1, in.data(), &out);
  return out;
}

/// The result of an elementwise operation on constants, if all inputs are.
std::optional<double> folded(const Graph& graph, const Node& node,
                             Precision precision) {
  if (node.operation->kind != Kind::elementwise) return {};
  std::vector<double> from;
  for (const Id id : node.inputs)
    if (const auto value = constant_of(graph, id))
      from.push_back(*value);
    else
      return {};
  return precision == Precision::single
             ? computed(node.operation->map_float, from)
             : computed(node.operation->map_double, from);
}

/// The input that x * 1, 1 * x and x / 1 are equal to.
std::optional<Id> only_a_factor(const Graph& graph, const Node& node) {
  const std::string& name = node.operation->name;
  if (name != "multiply" && name != "divide") return {};
  if (constant_of(graph, node.inputs[1]) == 1.0) return node.inputs[0];
  if (name == "multiply" && constant_of(graph, node.inputs[0]) == 1.0)
    return node.inputs[1];
  return {};
}

}  // namespace

// #region constants
Program constants_folded(const Program& program, Precision precision) {
  return rewritten(program, [&](Graph& graph, Id, Node node) {
    if (const auto same = only_a_factor(graph, node)) return *same;
    const auto value = folded(graph, node, precision);
    if (!value) return graph.append(std::move(node)).id;
    return broadcast(graph.constant(*value), node.dims).id;
  });
}
// #endregion constants

Program optimized(const Program& program, Precision precision) {
  const Program clean = without_dead_nodes(common_nodes_once(
      constants_folded(common_nodes_once(program), precision)));
  return fused(precision == Precision::single ? convolutions_pooled(clean)
                                              : clean);
}

}  // namespace chapter14
