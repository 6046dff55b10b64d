#include "manners.hpp"

#include <algorithm>

#include "nn/core/random.hpp"

#include "derivative.hpp"
#include "eager.hpp"
#include "passes.hpp"

namespace chapter14 {
namespace {

arma::mat random_matrix(std::size_t rows, std::size_t cols, double size,
                        nn::Random& random) {
  arma::mat result(rows, cols);
  for (double& number : result)
    number = size * random.uniform(-1, 1);
  return result;
}

const char* const names[] = {"W1", "b1", "W2", "b2"};

}  // namespace

Lesson lesson(const std::vector<std::size_t>& batches, std::uint64_t seed) {
  nn::Random random(seed);
  Lesson result;
  result.weights = {random_matrix(16, 8, 0.4, random), arma::zeros(16, 1),
                    random_matrix(3, 16, 0.3, random), arma::zeros(3, 1)};
  const arma::mat truth = random_matrix(3, 8, 1, random);
  for (const std::size_t samples : batches) {
    result.x.push_back(random_matrix(8, samples, 1, random));
    const arma::umat best = arma::index_max(truth * result.x.back(), 0);
    result.labels.push_back(arma::conv_to<arma::mat>::from(best));
  }
  return result;
}

// #region by_tape
Outcome by_tape(const Lesson& lesson) {
  Outcome outcome;
  std::vector<Variable> weights;
  for (std::size_t i = 0; i < lesson.weights.size(); ++i)
    weights.emplace_back(names[i], lesson.weights[i]);
  Tape tape;
  for (std::size_t step = 0; step < lesson.x.size(); ++step) {
    std::vector<Eager> w;
    for (Variable& variable : weights)
      w.push_back(tape.use(variable));
    const Eager z = scores(w, tape.data(lesson.x[step]));
    const Eager loss = softmax_cross_entropy(z, tape.data(lesson.labels[step]));
    outcome.losses.push_back(number(loss));
    tape.backward(loss);
    for (Variable& variable : weights) {
      variable.change() -= learning_rate * variable.gradient;
      variable.gradient.zeros();
    }
  }
  // #endregion by_tape
  for (const Variable& variable : weights)
    outcome.weights.push_back(variable.numbers());
  const TapeCosts& costs = tape.costs();
  const std::size_t steps = lesson.x.size();
  outcome.recorded = costs.nodes;
  outcome.run = costs.nodes / steps;
  outcome.work = costs.work / static_cast<double>(steps);
  outcome.allocations = costs.allocations / steps;
  outcome.bytes = costs.peak;
  outcome.graphs = steps;
  return outcome;
}

namespace {

/// The loss and the next weights.
struct Descent {
  Tensor loss;
  Tensors next;
};

Descent descent(const Tensors& w, const Tensor& x, const Tensor& labels) {
  const Tensor loss = softmax_cross_entropy(scores(w, x), labels);
  const Tensors d = gradient(loss, w);
  Descent result = {loss, {}};
  for (std::size_t i = 0; i < w.size(); ++i)
    result.next.push_back(w[i] - learning_rate * d[i]);
  return result;
}

}  // namespace

// #region by_static_graph
Outcome by_static_graph(const Lesson& lesson) {
  Outcome outcome;
  outcome.weights = lesson.weights;
  Program program;
  Graph& graph = program.graph;
  Tensors w;
  for (std::size_t i = 0; i < lesson.weights.size(); ++i)
    w.push_back(graph.input(
        names[i], {lesson.weights[i].n_rows, lesson.weights[i].n_cols}));
  const std::size_t samples = lesson.x[0].n_cols;
  const Tensor x = graph.input("x", {8, samples});
  const Tensor labels = graph.input("labels", {1, samples});
  const Descent step = descent(w, x, labels);
  for (std::size_t i = 0; i < w.size(); ++i)
    program.updates.push_back({w[i].id, step.next[i].id});
  program.results = {step.loss.id};
  Interpreter<double> interpreter(program, Rooms::separate);
  for (std::size_t i = 0; i < w.size(); ++i)
    interpreter.bind(names[i], outcome.weights[i]);
  for (std::size_t k = 0; k < lesson.x.size(); ++k) {
    interpreter.set("x", lesson.x[k]);
    interpreter.set("labels", lesson.labels[k]);
    interpreter.run();
    outcome.losses.push_back(interpreter.number(step.loss));
  }
  // #endregion by_static_graph
  outcome.recorded = outcome.run = graph.size();
  outcome.work = work(graph);
  outcome.bytes = interpreter.memory().size * sizeof(double);
  outcome.graphs = 1;
  return outcome;
}

// #region by_trace
Outcome by_trace(const Lesson& lesson) {
  Outcome outcome;
  outcome.weights = lesson.weights;
  Traced train([](const Tensors& a) {  // W1, b1, W2, b2, x, labels
    const Descent step = descent({a[0], a[1], a[2], a[3]}, a[4], a[5]);
    Tensors results = {step.loss};
    results.insert(results.end(), step.next.begin(), step.next.end());
    return results;
  });
  std::vector<arma::mat> arguments;
  for (std::size_t k = 0; k < lesson.x.size(); ++k) {
    arguments = outcome.weights;
    arguments.push_back(lesson.x[k]);
    arguments.push_back(lesson.labels[k]);
    const std::vector<arma::mat> results = train(arguments);
    outcome.losses.push_back(results[0](0));
    outcome.weights.assign(results.begin() + 1, results.end());
  }
  // #endregion by_trace
  const Program& record = train.record(arguments);
  outcome.recorded = train.nodes_recorded();
  outcome.run = record.graph.size();
  outcome.work = work(record.graph);
  outcome.allocations = record.results.size();
  outcome.bytes = train.room(arguments) * sizeof(double);
  outcome.graphs = train.traces();
  return outcome;
}

Tensor halved_at_most(Tensor x, std::size_t times) {
  for (std::size_t i = 0; i < times; ++i)
    x = where(less(x.graph->constant(1), x), x * 0.5, x);
  return x;
}

}  // namespace chapter14
