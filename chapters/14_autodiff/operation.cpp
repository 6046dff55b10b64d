#include "operation.hpp"

namespace chapter14 {

const Operation input_operation = {"input", Kind::leaf, 0,
                                   nullptr, nullptr,    nullptr};
const Operation constant_operation = {"constant", Kind::leaf, 0,
                                      nullptr,    nullptr,    nullptr};

namespace {

Dims dims_of_part(const Request&) {
  throw nn::ShapeError("is made by part()");
}

/// Through a part, a gradient goes straight to the inputs of the whole.
Tensors vjp_of_part(const Reverse& r) {
  return r.y.graph->operator[](r.y.node().inputs[0]).operation->vjp(r);
}

}  // namespace

const Operation part_operation = {"part",       Kind::view,  1,
                                  dims_of_part, vjp_of_part, nullptr};

Request request_of(const Graph& graph, const Node& node) {
  Request request = {{}, node.attributes};
  for (const Id id : node.inputs)
    request.dims.push_back(graph[id].dims);
  return request;
}

Tensor part(const Tensor& of, std::size_t k) {
  Graph& graph = *of.graph;
  for (Id id = of.id + 1; id < graph.size(); ++id)  // is it there already?
    if (graph[id].operation == &part_operation &&
        graph[id].inputs[0] == of.id && graph[id].attributes.numbers[0] == k)
      return graph.tensor(id);
  const Node node = of.node();
  const Request request = request_of(graph, node);
  return graph.append({&part_operation,
                       {of.id},
                       node.operation->parts(request).at(k),
                       {.numbers = {k}},
                       "",
                       node.where});
}

double work(const Graph& graph, Id id) {
  const Node& node = graph[id];
  if (!node.operation->work) return 0;
  std::vector<const Dims*> dims;
  for (const Id from : node.inputs)
    dims.push_back(&graph[from].dims);
  return node.operation->work(node, dims);
}

double work(const Graph& graph) {
  double sum = 0;
  for (Id id = 0; id < graph.size(); ++id)
    sum += work(graph, id);
  return sum;
}

}  // namespace chapter14
