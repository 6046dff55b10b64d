#include "steps_networks.hpp"

#include "nn/core/print.hpp"
#include "nn/data/dataset.hpp"

#include "compiler.hpp"
#include "derivative.hpp"
#include "elementwise.hpp"
#include "interpreter.hpp"
#include "passes.hpp"
#include "pooled.hpp"
#include "products.hpp"
#include "shapes.hpp"
#include "show/report_networks.hpp"
#include "training.hpp"
#include "unrolled.hpp"

namespace chapter14 {
namespace {

/// Trains one network in every way that there is, and prints a row for each.
class EveryWay {
 public:
  EveryWay(std::string network, const nn::Options& options)
      : network_(std::move(network)),
        steps_(options.smoke ? 2 : 20),
        seed_(options.seed),
        images_(nn::load_images("fashion-mnist").train),
        loader_(nn::first(images_, steps_ * batch), {.batch_size = batch}),
        step_(training_step(network_, batch)),
        better_(optimized(step_.program)) {}

  void train() {
    print_ways(network_, steps_);
    print_way("the library's layers",
              train_layers(network_, loader_, steps_, seed_));
    const Program& plain = step_.program;
    interpret("the graph, node by node", plain, one_by_one(plain.graph));
    interpret("many nodes at a time", plain, in_waves(plain.graph));
    interpret("in a random order", plain,
              one_by_one(plain.graph, random_order(plain.graph, seed_)));
    interpret("a better graph", better_, one_by_one(better_.graph));
    compile();
  }

 private:
  static constexpr std::size_t batch = 128;

  void interpret(const char* how, const Program& program, Schedule schedule) {
    Interpreter<float> runner(program, std::move(schedule), Rooms::reused);
    print_way(how, train_graph(step_, program, runner, network_, loader_,
                               steps_, seed_));
  }

  void compile() {
    const auto compiler = find_compiler();
    if (!compiler) return print_no_compiler();
    try {
      Compiled runner(better_, network_, *compiler);
      print_way("that graph, compiled",
                train_graph(step_, better_, runner, network_, loader_, steps_,
                            seed_));
    } catch (const nn::Error& error) {
      print_not_compiled(error.what());  // the interpreter goes on
    }
  }

  std::string network_;
  std::size_t steps_;
  std::uint64_t seed_;
  nn::Dataset images_;
  nn::Loader loader_;
  TrainingStep step_;
  Program better_;
};

}  // namespace

void trained_from_the_graph(const nn::Options& options) {
  nn::heading("Chapter 9's networks, trained from their graphs");
  for (const char* network : {"mlp", "cnn"})
    EveryWay(network, options).train();
}

void better_step_by_step() {
  nn::heading("The same results from a better graph");
  for (const char* network : {"mlp", "cnn"}) {
    const Program derived = training_step(network, 128).program;
    print_costs_heading(network);
    print_costs("as derived", derived);
    const Program once = common_nodes_once(derived);
    print_costs("common nodes once", once);
    const Program folded = common_nodes_once(constants_folded(once));
    print_costs("constants folded", folded);
    const Program alive = without_dead_nodes(folded);
    print_costs("without dead nodes", alive);
    const Program pooled = convolutions_pooled(alive);
    if (pooled.graph.size() < alive.graph.size())
      print_costs("convolutions pooled", pooled);
    const Program chains = fused(pooled);
    print_costs("chains fused", chains);
    print_memory(derived, chains);
  }
}

void memory_for_work() {
  nn::heading("Memory for work: 256 steps unrolled");
  const Unrolled whole = unrolled(256);
  print_checkpoints_heading();
  print_checkpoints(0, whole.program);
  for (const std::size_t every : {2u, 4u, 8u, 16u, 32u, 64u, 128u})
    print_checkpoints(every, whole.keeping_one_in(every));
}

void written_out() {
  nn::heading("One neuron, written out");
  Program program;
  Graph& graph = program.graph;
  const Tensor x = graph.input("x", {3, 5}), w = graph.input("w", {1, 3});
  const Tensor b = graph.input("b", {1, 1}), t = graph.input("t", {1, 5});
  const Tensor y = named("y", sigmoid(product(w, x) + b));
  const Tensor loss = named("loss", mean((y - t) * (y - t)));
  const Tensors d = gradient(loss, {w, b});
  program.updates = {{w.id, named("next_w", w - 0.1 * d[0]).id},
                     {b.id, named("next_b", b - 0.1 * d[1]).id}};
  program.results = {loss.id};
  fmt::print("{}", written(optimized(program), "One neuron").text);
}

void print_written(const std::string& network) {
  if (network != "mlp" && network != "cnn")
    throw nn::UsageError("--write takes mlp or cnn, not \"" + network + "\"");
  const Program program = optimized(training_step(network, 128).program);
  fmt::print("{}", written(program, "A training step of " + network).text);
}

}  // namespace chapter14
