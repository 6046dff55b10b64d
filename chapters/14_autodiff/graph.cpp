#include "graph.hpp"

#include <algorithm>
#include <numeric>
#include <queue>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "operation.hpp"

namespace chapter14 {

std::size_t count(const Dims& dims) {
  return std::accumulate(dims.begin(), dims.end(), std::size_t{1},
                         std::multiplies<>());
}

std::string to_string(const Dims& dims) {
  return dims.empty() ? "()" : fmt::format("{}", fmt::join(dims, " x "));
}

std::string to_string(const Where& where) {
  const std::string file = where.file;
  return fmt::format("{}:{}", file.substr(file.rfind('/') + 1), where.line);
}

bool operator==(const Attributes& a, const Attributes& b) {
  return a.value == b.value && std::signbit(a.value) == std::signbit(b.value) &&
         a.numbers == b.numbers && a.window.in == b.window.in &&
         a.window.out == b.window.out && a.window.window == b.window.window;
}

Tensor Graph::append(Node node) {
  if (within_) node.where = *within_;
  nodes_.push_back(std::move(node));
  return {this, nodes_.size() - 1};
}

Tensor Graph::input(std::string name, Dims dims, const char* file, int line) {
  return append({&input_operation,
                 {},
                 std::move(dims),
                 {},
                 std::move(name),
                 {file, line}});
}

Tensor Graph::constant(double value) {
  return append({&constant_operation, {}, {}, {.value = value}});
}

namespace {

Dims dims_of(const Graph& graph, const Operation& operation,
             const std::vector<Id>& inputs, const Attributes& attributes) {
  Request request = {{}, attributes};
  for (const Id id : inputs)
    request.dims.push_back(graph[id].dims);
  return operation.shape(request);
}

}  // namespace

namespace {

/// Of a part, from the inputs of the whole as they are now.
Dims dims_of_part(const Graph& graph, const Node& node) {
  const Node& whole = graph[node.inputs[0]];
  return whole.operation->parts(request_of(graph, whole))
      .at(node.attributes.numbers[0]);
}

}  // namespace

void Located::expect_exists() const {
  if (!tensor.exists())
    throw nn::Error(to_string(where) +
                    ": an empty Tensor: nothing was assigned to it");
}

void Graph::complain(const Where& where, const Operation& operation,
                     const std::string& what) const {
  throw nn::ShapeError(fmt::format("{}: {}: {}",
                                   to_string(within_ ? *within_ : where),
                                   operation.name, what));
}

Tensor Graph::add(const Operation& operation, const Tensors& inputs,
                  const Where& where, Attributes attributes) {
  const Where& line = within_ ? *within_ : where;
  std::vector<Id> ids;
  for (const Tensor& x : inputs) {
    if (x.graph != this)
      complain(line, operation,
               x.graph ? "an input belongs to another graph"
                       : "an input is an empty Tensor");
    if (has_parts(x.node()))
      complain(line, operation, "an input has several parts; take one by part");
    ids.push_back(x.id);
  }
  try {
    Dims dims = dims_of(*this, operation, ids, attributes);
    return append({&operation, std::move(ids), std::move(dims),
                   std::move(attributes), "", line});
  } catch (const nn::ShapeError& error) {
    complain(line, operation, error.what());
  }
}

Id Graph::find(const std::string& name) const {
  for (Id id = 0; id < size(); ++id)
    if (nodes_[id].operation == &input_operation && nodes_[id].name == name)
      return id;
  throw nn::Error(fmt::format("the graph has no input \"{}\"", name));
}

void Graph::replace_input(Id node, std::size_t input, Id by) {
  if (node >= size() || input >= nodes_[node].inputs.size() || by >= size())
    throw nn::Error(fmt::format(
        "replace_input: there is no input {} of node {}, or no node {}: the "
        "graph has {} nodes",
        input, node, by, size()));
  nodes_[node].inputs[input] = by;
}

void Graph::expect_in_order() const {
  for (Id id = 0; id < size(); ++id)
    for (const Id from : nodes_[id].inputs)
      if (from >= id)
        throw nn::Error(fmt::format(
            "node {} uses node {}, which was made later: after replace_input, "
            "a graph can be run, but neither derived nor improved",
            id, from));
}

void Graph::check() const {
  for (const Id id : topological_order(*this)) {
    const Node& node = nodes_[id];
    const bool is_part = node.operation == &part_operation;
    for (const Id from : node.inputs)
      if (has_parts(nodes_[from]) != is_part)
        complain(node.where, *node.operation,
                 is_part ? "it is a part of a node that has none"
                         : "an input has several parts; take one by part");
    if (is_leaf(node) || (is_part && nodes_[node.inputs[0]].chain)) continue;
    Dims dims;
    try {
      dims = is_part ? dims_of_part(*this, node)
                     : dims_of(*this, *node.operation, node.inputs,
                               node.attributes);
    } catch (const nn::ShapeError& error) {
      complain(node.where, *node.operation, error.what());
    }
    if (dims != node.dims)
      complain(node.where, *node.operation,
               fmt::format("node {} is {}, but its inputs give {}", id,
                           to_string(node.dims), to_string(dims)));
  }
}

Within::Within(Graph& graph, const Where& where)
    : graph_(graph), where_(where), before_(graph.within_) {
  if (!before_) graph_.within_ = &where_;
}

Within::~Within() {
  graph_.within_ = before_;
}

Tensor named(std::string name, const Tensor& x) {
  x.graph->rename(x.id, std::move(name));
  return x;
}

std::vector<std::vector<Id>> users(const Graph& graph) {
  std::vector<std::vector<Id>> result(graph.size());
  for (Id id = 0; id < graph.size(); ++id)
    for (const Id from : graph[id].inputs)
      if (result[from].empty() || result[from].back() != id)
        result[from].push_back(id);
  return result;
}

namespace {

/// A cycle among the nodes that are not `done`: each has an input that is not.
std::string describe_cycle(const Graph& graph, const std::vector<bool>& done) {
  Id at = 0;
  while (done[at])
    ++at;
  std::vector<Id> path;
  while (std::find(path.begin(), path.end(), at) == path.end()) {
    path.push_back(at);
    for (const Id from : graph[at].inputs)
      if (!done[from]) {
        at = from;
        break;
      }
  }
  std::string text = fmt::format("{} {}", graph[at].operation->name, at);
  const auto begin = std::find(path.begin(), path.end(), at);
  for (auto node = path.end(); node-- != begin;)
    text += fmt::format(" -> {} {}", graph[*node].operation->name, *node);
  return text;
}

}  // namespace

// #region topological_order
std::vector<Id> topological_order(const Graph& graph) {
  const auto used_by = users(graph);
  std::vector<std::size_t> missing(graph.size());
  std::priority_queue<Id, std::vector<Id>, std::greater<>> ready;
  for (Id id = 0; id < graph.size(); ++id)
    for (std::size_t i = 0; i < graph[id].inputs.size(); ++i)
      missing[id] +=
          std::count(graph[id].inputs.begin(), graph[id].inputs.begin() + i,
                     graph[id].inputs[i]) == 0;
  for (Id id = 0; id < graph.size(); ++id)
    if (missing[id] == 0) ready.push(id);
  std::vector<Id> order;
  std::vector<bool> done(graph.size());
  while (!ready.empty()) {
    const Id id = ready.top();
    ready.pop();
    order.push_back(id);
    done[id] = true;
    for (const Id user : used_by[id])
      if (--missing[user] == 0) ready.push(user);
  }
  if (order.size() < graph.size())
    throw nn::Error("the graph has a cycle, so no node of it can be first: " +
                    describe_cycle(graph, done));
  return order;
}
// #endregion topological_order

}  // namespace chapter14
