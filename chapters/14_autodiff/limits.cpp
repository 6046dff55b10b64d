#include "limits.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nn/core/error.hpp"
#include "nn/core/random.hpp"

#include "derivative.hpp"
#include "eager.hpp"

namespace chapter14 {
namespace {

arma::mat single(double value) {
  return arma::mat(1, 1, arma::fill::value(value));
}

/// Runs f(tape, x) with x = 3; "dx = …", or what the error says.
template <class F>
Case tried(const std::string& what, F f) {
  Variable x("x", single(3));
  Tape tape;
  try {
    f(tape, x);
    return {what, fmt::format("dx = {}", x.gradient(0))};
  } catch (const nn::Error& error) {
    return {what, error.what()};
  }
}

}  // namespace

std::vector<Case> changed_too_soon() {
  return {
      tried("x changed after x + x",
            [](Tape& tape, Variable& x) {
              const Eager a = tape.use(x);
              const Eager y = a + a;
              x.change() = 5;
              tape.backward(y);
            }),
      tried("x changed after x * x",
            [](Tape& tape, Variable& x) {
              const Eager a = tape.use(x);
              const Eager y = a * a;
              x.change() = 5;
              tape.backward(y);
            }),
      tried("exp(x) changed",
            [](Tape& tape, Variable& x) {
              const Eager y = exp(tape.use(x));
              y.change() += 1;
              tape.backward(y);
            }),
      tried("backward twice",
            [](Tape& tape, Variable& x) {
              const Eager y = tape.use(x) * 2;
              tape.backward(y);
              tape.backward(y);
            }),
      tried("backward twice, kept",
            [](Tape& tape, Variable& x) {
              const Eager y = tape.use(x) * 2;
              tape.backward(y, Afterward::kept);
              tape.backward(y);
            }),
      tried("y used after backward",
            [](Tape& tape, Variable& x) {
              const Eager y = tape.use(x) * 2;
              tape.backward(y);
              tape.backward(y * 2);
            }),
  };
}

Halved halved_by_tape(double x) {
  Variable variable("x", single(x));
  Tape tape;
  const Eager y = halved(tape.use(variable));
  const std::size_t nodes = tape.costs().nodes;
  const double value = number(y);
  tape.backward(y);
  return {value, variable.gradient(0), nodes};
}

Halved halved_by_graph(double x, std::size_t times) {
  Program program;
  const Tensor input = program.graph.input("x", {1, 1});
  const Tensor y = halved_at_most(input, times);
  const std::size_t nodes = program.graph.size();
  const Tensor slope = gradient(y, {input})[0];
  program.results = {y.id, slope.id};
  Interpreter<double> interpreter(program);
  interpreter.set("x", single(x));
  interpreter.run();
  return {interpreter.number(y), interpreter.number(slope), nodes};
}

std::string halved_by_trace(double x) {
  Traced traced([](const Tensors& a) { return Tensors{halved(a[0])}; });
  try {
    traced({single(x)});
    return "";
  } catch (const nn::Error& error) {
    return error.what();
  }
}

// #region frozen
Frozen frozen() {
  Frozen result;
  double rate = 0.1;
  Traced reads([&](const Tensors& a) {
    ++result.calls;
    return Tensors{a[0] * rate};
  });
  Traced is_told([](const Tensors& a) { return Tensors{a[0] * a[1]}; });
  for (const double now : {0.1, 0.2, 0.3}) {
    rate = now;
    result.as_variable.push_back(reads({single(1)})[0](0));
    result.as_argument.push_back(is_told({single(1), single(rate)})[0](0));
  }
  return result;
}
// #endregion frozen

namespace {

constexpr std::size_t width = 4;

arma::mat sequence(std::size_t length) {
  return arma::mat(width, length, arma::fill::value(0.5));
}

Tensors slope_of_sequence(const Tensors& a) {  // W, x
  const Tensor y = sum(last_state(a[0], a[1], a[1].dims()[1]));
  return gradient(y, {a[0], a[1]});
}

}  // namespace

Sequences sequences(const std::vector<std::size_t>& lengths) {
  Sequences result;
  const arma::mat W(width, width, arma::fill::value(0.1));
  Variable weight("W", W);
  Tape tape;
  Traced traced(slope_of_sequence), padded(slope_of_sequence);
  const std::size_t longest = *std::max_element(lengths.begin(), lengths.end());
  for (const std::size_t length : lengths) {
    Variable x("x", sequence(length));
    const Eager a = tape.use(weight);
    tape.backward(sum(last_state(a, tape.use(x), length)));
    traced({W, sequence(length)});
    result.trace_work += work(traced.record({W, sequence(length)}).graph);
    padded({W, sequence(longest)});
    result.padded_work += work(padded.record({W, sequence(longest)}).graph);
  }
  result.tape_nodes = tape.costs().nodes;
  result.tape_work = tape.costs().work;
  result.traces = traced.traces();
  result.trace_nodes = traced.nodes_recorded();
  result.padded_nodes = padded.nodes_recorded();
  return result;
}

std::vector<std::size_t> random_lengths(std::size_t count, std::size_t longest,
                                        std::uint64_t seed) {
  nn::Random random(seed);
  std::vector<std::size_t> lengths(count);
  for (std::size_t& length : lengths)
    length = 2 + random.integer(static_cast<std::uint32_t>(longest - 1));
  return lengths;
}

}  // namespace chapter14
