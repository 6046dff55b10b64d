#include "orders.hpp"

#include <algorithm>
#include <numeric>
#include <queue>
#include <set>

#include <fmt/format.h>

#include "nn/core/random.hpp"
#include "nn/io/sha256.hpp"

#include "derivative.hpp"
#include "elementwise.hpp"
#include "interpreter.hpp"
#include "products.hpp"
#include "shapes.hpp"

namespace chapter14 {
namespace {

arma::fmat random_matrix(const Dims& dims, double size, nn::Random& random) {
  const std::size_t rows = extent(dims, 0);
  arma::fmat result(rows, count(dims) / rows);
  for (float& number : result)
    number = static_cast<float>(size * random.uniform(-1, 1));
  return result;
}

std::string hash(const std::vector<arma::fmat>& matrices) {
  nn::Sha256 sha;
  for (const arma::fmat& m : matrices)
    sha.update({reinterpret_cast<const std::uint8_t*>(m.memptr()),
                m.n_elem * sizeof(float)});
  return sha.hex();
}

/// Weights from a range that grows with 1 / sqrt(inputs), zeros for an
/// optimizer's memory, everything else between -1 and 1.
arma::fmat first_value(const Node& input, nn::Random& random) {
  const std::string& name = input.name;
  if (name == "rate" || name == "scale")
    return arma::fmat(1, 1, arma::fill::value(1e-3F));
  const double memory = name[0] == 'm' || name[0] == 'v' ? 0 : 1;
  const double size =
      name[0] == 'W' ? 1 / std::sqrt(static_cast<double>(input.dims[1])) : 1;
  arma::fmat result = random_matrix(input.dims, memory * size, random);
  if (name == "labels")
    for (float& label : result)
      label = static_cast<float>(random.integer(10));
  return result;
}

}  // namespace

std::string hash_of_training(const TrainingStep& step, const Schedule& schedule,
                             int steps, std::uint64_t seed) {
  const Graph& graph = step.program.graph;
  Interpreter<float> interpreter(step.program, schedule);
  nn::Random random(seed);
  std::vector<arma::fmat> inputs(graph.size());
  for (Id id = 0; id < graph.size(); ++id)
    if (graph[id].operation == &input_operation) {
      inputs[id] = first_value(graph[id], random);
      interpreter.bind(graph[id].name, inputs[id]);
    }
  for (int i = 0; i < steps; ++i)
    interpreter.run();
  std::vector<arma::fmat> weights;
  for (const std::string& name : step.parameters)
    weights.push_back(inputs[graph.find(name)]);
  return hash(weights);
}

std::vector<Id> latest_first(const Graph& graph) {
  const auto used_by = users(graph);
  std::vector<std::size_t> missing(graph.size());
  for (const auto& list : used_by)
    for (const Id user : list)
      ++missing[user];
  std::priority_queue<Id> ready;
  for (Id id = 0; id < graph.size(); ++id)
    if (missing[id] == 0) ready.push(id);
  std::vector<Id> order;
  while (!ready.empty()) {
    order.push_back(ready.top());
    ready.pop();
    for (const Id user : used_by[order.back()])
      if (--missing[user] == 0) ready.push(user);
  }
  return order;
}

Shared shared_weight(std::size_t places) {
  Shared shared;
  Graph& graph = shared.program.graph;
  const Tensor W = graph.input("W", {6, 5});
  shared.inputs = {"W"};
  Tensors losses;
  for (std::size_t k = 0; k < places; ++k) {
    const Tensor x = graph.input(fmt::format("x{}", k), {5, 3});
    shared.inputs.push_back(x.node().name);
    losses.push_back(sum(tanh(product(W, x))));
  }
  Tensor loss = losses[0];
  for (std::size_t k = 1; k < places; ++k)
    loss = loss + losses[k];
  shared.program.results = {gradient(loss, {W})[0].id};
  for (const Tensor& part : losses)
    shared.program.results.push_back(gradient(part, {W})[0].id);
  return shared;
}

namespace {

/// The results of one run: the gradient, and the contributions to it.
std::vector<arma::fmat> results(const Shared& shared, const Schedule& schedule,
                                std::uint64_t seed) {
  Interpreter<float> interpreter(shared.program, schedule);
  nn::Random random(seed);
  const Graph& graph = shared.program.graph;
  for (const std::string& name : shared.inputs)
    interpreter.set(name,
                    random_matrix(graph[graph.find(name)].dims, 1, random));
  interpreter.run();
  std::vector<arma::fmat> values;
  for (const Id id : shared.program.results)
    values.push_back(interpreter.value(id));
  return values;
}

}  // namespace

// #region distinct
Distinct distinct_gradients(std::size_t places, std::size_t tries,
                            std::uint64_t seed) {
  const Shared shared = shared_weight(places);
  const Graph& graph = shared.program.graph;
  std::set<std::string> by_graph, by_arrival;
  for (std::size_t i = 0; i < tries; ++i) {
    auto values =
        results(shared, one_by_one(graph, random_order(graph, seed + i)), seed);
    by_graph.insert(hash({values[0]}));
    std::vector<std::uint32_t> order(places);
    std::iota(order.begin(), order.end(), 1U);
    nn::Random(seed + i, nn::Stream::shuffle).shuffle(order);
    arma::fmat sum = values[order[0]];
    for (std::size_t k = 1; k < places; ++k)
      sum += values[order[k]];
    by_arrival.insert(hash({sum}));
  }
  return {by_graph.size(), by_arrival.size()};
}
// #endregion distinct

}  // namespace chapter14
