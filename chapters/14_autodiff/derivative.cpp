#include "derivative.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "elementwise.hpp"
#include "shapes.hpp"

namespace chapter14 {

std::vector<bool> depends_on(const Graph& graph, const Tensors& variables,
                             Id last) {
  std::vector<bool> depends(last + 1);
  for (const Tensor& x : variables)
    if (x.id <= last) depends[x.id] = true;
  for (Id id = 0; id <= last; ++id)
    if (graph[id].operation != &stop_operation)
      for (const Id from : graph[id].inputs)
        if (depends[from]) depends[id] = true;
  return depends;
}

namespace {

/// The inputs of a node; of a part, those of the whole.
std::vector<Id> inputs_of(const Graph& graph, Id id) {
  const Node& node = graph[id];
  if (node.operation == &part_operation) return graph[node.inputs[0]].inputs;
  return node.inputs;
}

/// sum = sum + term; the first term is the sum itself.
void add_to(Tensor& sum, const Tensor& term) {
  sum = sum.exists() ? sum + term : term;
}

/// A gradient's name: "d_" and whose it is.
void name_after(const Tensor& dx, const Node& x) {
  if (dx.node().name.empty() && !x.name.empty()) named("d_" + x.name, dx);
}

/// Both walks go by the nodes' numbers.
void expect_one_graph(const Graph& graph, const Tensors& variables) {
  graph.expect_in_order();
  for (const Tensor& x : variables)
    if (x.graph != &graph)
      throw nn::Error(
          x.exists() ? "a variable belongs to another graph than the result"
                     : "a variable is an empty Tensor");
}

void expect_number(const Located& y) {
  if (count(y.tensor.dims()) != 1)
    throw nn::ShapeError(fmt::format(
        "{}: gradient: what is derived must be a single number, not {}; take "
        "its sum or mean",
        to_string(y.where), to_string(y.tensor.dims())));
}

}  // namespace

// #region gradient
Tensors gradient(const Located& y, const Tensors& variables) {
  expect_number(y);
  Graph& graph = *y.tensor.graph;
  expect_one_graph(graph, variables);
  const std::vector<bool> depends = depends_on(graph, variables, y.tensor.id);
  std::vector<Tensor> sums(y.tensor.id + 1);  // of contributions, by node
  sums[y.tensor.id] = broadcast(graph.constant(1), y.tensor.dims());

  for (Id id = y.tensor.id + 1; id-- > 0;) {
    if (!sums[id].exists()) continue;
    name_after(sums[id], graph[id]);
    if (is_leaf(graph[id])) continue;
    const Within within(graph, graph[id].where);
    const std::vector<Id> inputs = inputs_of(graph, id);
    Reverse reverse = {{}, graph.tensor(id), sums[id], {}};
    for (const Id from : inputs) {
      reverse.x.push_back(graph.tensor(from));
      reverse.wants.push_back(depends[from]);
    }
    const Tensors dx = graph[id].operation->vjp(reverse);
    for (std::size_t i = 0; i < inputs.size(); ++i)
      if (reverse.wants[i] && dx[i].exists()) add_to(sums[inputs[i]], dx[i]);
  }
  // #endregion gradient
  Tensors result;
  for (const Tensor& x : variables) {
    if (x.id > y.tensor.id || !sums[x.id].exists())
      throw nn::Error(fmt::format(
          "{}: gradient: the result does not depend on \"{}\" ({}, node {})",
          to_string(y.where), x.node().name, x.node().operation->name, x.id));
    result.push_back(sums[x.id]);
  }
  return result;
}

namespace {

/// The same computation with dx in the place of input i.
Tensor with_input(const Tensor& y, std::size_t i, const Tensor& dx) {
  Graph& graph = *y.graph;
  const bool is_part = y.node().operation == &part_operation;
  const Node node = is_part ? graph[y.node().inputs[0]] : y.node();
  Tensors inputs;
  for (const Id from : node.inputs)
    inputs.push_back(graph.tensor(from));
  inputs[i] = dx;
  const Tensor moved =
      graph.add(*node.operation, inputs, node.where, node.attributes);
  return is_part ? part(moved, y.node().attributes.numbers[0]) : moved;
}

/// The Jacobian of an elementwise operation is diagonal: its own transpose.
Tensor along_the_diagonal(const Tensor& y, std::size_t i, const Tensor& dx) {
  Reverse reverse = {{}, y, dx, {}};
  for (const Id from : y.node().inputs) {
    reverse.wants.push_back(reverse.x.size() == i);
    reverse.x.push_back(y.graph->tensor(from));
  }
  return y.node().operation->vjp(reverse)[i];
}

// #region moved_by
/// How y moves when its input i moves by dx; empty if it does not.
Tensor moved_by(const Tensor& y, std::size_t i, const Tensor& dx) {
  const bool is_part = y.node().operation == &part_operation;
  const Operation& operation =
      *(is_part ? (*y.graph)[y.node().inputs[0]] : y.node()).operation;
  const std::size_t k = is_part ? y.node().attributes.numbers[0] : 0;
  if (operation.jvp) return operation.jvp(y, i, dx);
  if (operation.kind == Kind::elementwise) return along_the_diagonal(y, i, dx);
  const auto& linear_in = operation.linear_in.at(k);
  const bool moves =
      linear_in.empty() ||
      std::find(linear_in.begin(), linear_in.end(), i) != linear_in.end();
  return moves ? with_input(y, i, dx) : Tensor{};
}
// #endregion moved_by

}  // namespace

// #region directional
Tensors directional(const Tensors& ys, const Tensors& variables,
                    const Tensors& dx) {
  Graph& graph = *ys.at(0).graph;
  expect_one_graph(graph, variables);
  Id last = 0;
  for (const Tensor& y : ys)
    last = std::max(last, y.id);
  const std::vector<bool> depends = depends_on(graph, variables, last);
  std::vector<Tensor> moved(last + 1);
  for (std::size_t k = 0; k < variables.size(); ++k)
    moved[variables[k].id] = dx.at(k);

  for (Id id = 0; id <= last; ++id) {
    if (!depends[id] || is_leaf(graph[id]) || has_parts(graph[id])) continue;
    const Within within(graph, graph[id].where);
    const std::vector<Id> inputs = inputs_of(graph, id);
    for (std::size_t i = 0; i < inputs.size(); ++i)
      if (moved[inputs[i]].exists()) {
        const Tensor term = moved_by(graph.tensor(id), i, moved[inputs[i]]);
        if (term.exists()) add_to(moved[id], term);
      }
  }
  // #endregion directional
  Tensors result;
  for (const Tensor& y : ys)
    result.push_back(moved[y.id].exists()
                         ? moved[y.id]
                         : broadcast(graph.constant(0), y.dims()));
  return result;
}

}  // namespace chapter14
