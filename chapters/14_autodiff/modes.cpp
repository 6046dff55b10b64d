#include "modes.hpp"

#include <fmt/format.h>

#include "nn/core/random.hpp"

#include "derivative.hpp"
#include "elementwise.hpp"
#include "interpreter.hpp"
#include "passes.hpp"
#include "products.hpp"
#include "shapes.hpp"

namespace chapter14 {
namespace {

struct Built {
  Tensor x, y;
};

Built built(Graph& graph, const Function& f) {
  const Tensor x = graph.input("x", {f.n, 1});
  const Tensor W1 = graph.input("W1", {f.hidden, f.n});
  const Tensor W2 = graph.input("W2", {f.m, f.hidden});
  return {x, product(W2, tanh(product(W1, x)))};
}

/// Without what is computed twice, or in vain.
Program tidy(const Program& program) {
  return without_dead_nodes(
      common_nodes_once(constants_folded(program, Precision::twice)));
}

double work_of(const Program& program) {
  return work(tidy(program).graph);
}

/// The program with the first of its results alone.
Program first_of(Program program) {
  program.results.resize(1);
  return program;
}

}  // namespace

// #region columns_and_rows
Program jacobian_by_columns(const Function& f) {
  Program program;
  Graph& graph = program.graph;
  const Built net = built(graph, f);
  for (std::size_t j = 1; j <= f.n; ++j) {
    const Tensor e = graph.input(fmt::format("e{}", j), {f.n, 1});
    program.results.push_back(directional({net.y}, {net.x}, {e})[0].id);
  }
  return program;
}

Program jacobian_by_rows(const Function& f) {
  Program program;
  Graph& graph = program.graph;
  const Built net = built(graph, f);
  for (std::size_t i = 1; i <= f.m; ++i) {
    const Tensor s = graph.input(fmt::format("s{}", i), {f.m, 1});
    program.results.push_back(gradient(sum(net.y * s), {net.x})[0].id);
  }
  return program;
}
// #endregion columns_and_rows

Counted count_modes(const Function& f) {
  Program function;
  function.results = {built(function.graph, f).y.id};
  // Of a pass, y itself is wanted, too.
  Program forward = first_of(jacobian_by_columns({f.n, f.m, f.hidden}));
  Program reverse = first_of(jacobian_by_rows({f.n, f.m, f.hidden}));
  forward.results.push_back(function.results[0]);
  reverse.results.push_back(function.results[0]);
  return {work_of(function), work_of(forward), work_of(reverse),
          work_of(jacobian_by_columns(f)), work_of(jacobian_by_rows(f))};
}

namespace {

/// Runs with unit vectors for the inputs `letter`1, `letter`2, …: the results,
/// side by side.
arma::mat run_with_units(const Program& program, const std::string& letter,
                         std::size_t units, std::uint64_t seed) {
  Interpreter<double> interpreter(program);
  nn::Random random(seed);
  for (const char* name : {"x", "W1", "W2"}) {
    const Dims& dims = program.graph[program.graph.find(name)].dims;
    arma::mat numbers(dims[0], dims[1]);
    for (double& number : numbers)
      number = random.uniform(-1, 1);
    interpreter.set(name, numbers);
  }
  for (std::size_t i = 1; i <= units; ++i) {
    arma::mat unit(units, 1, arma::fill::zeros);
    unit(i - 1) = 1;
    interpreter.set(fmt::format("{}{}", letter, i), unit);
  }
  interpreter.run();
  arma::mat result;
  for (const Id id : program.results)
    result = arma::join_rows(result, interpreter.value(id));
  return result;
}

}  // namespace

Jacobians jacobians(const Function& f, std::uint64_t seed) {
  return {run_with_units(jacobian_by_columns(f), "e", f.n, seed),
          run_with_units(jacobian_by_rows(f), "s", f.m, seed).t()};
}

namespace {

/// The most that must be there at once, if all that can be computed is.
std::size_t live(const Program& program) {
  const Program tidied = tidy(program);
  return reuse(tidied, in_waves(tidied.graph)).live;
}

}  // namespace

Kept kept_by_modes(std::size_t layers, std::size_t width) {
  Program function, forward, reverse;
  const auto chain = [&](Graph& graph) -> Built {
    const Tensor W = graph.input("W", {width, width});
    const Tensor x = graph.input("x", {width, 1});
    Tensor y = x;
    for (std::size_t i = 0; i < layers; ++i)
      y = tanh(product(W, y));
    return {x, y};
  };
  function.results = {chain(function.graph).y.id};
  const Built f = chain(forward.graph);
  const Tensor e = forward.graph.input("e", {width, 1});
  forward.results = {directional({f.y}, {f.x}, {e})[0].id};
  const Built r = chain(reverse.graph);
  const Tensor s = reverse.graph.input("s", {width, 1});
  reverse.results = {gradient(sum(r.y * s), {r.x})[0].id};
  return {live(function), live(forward), live(reverse)};
}

}  // namespace chapter14
