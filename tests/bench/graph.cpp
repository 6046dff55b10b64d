// How fast a training step is in each manner of chapter 14; see graph.py.
//
//   graph NETWORK MANNER THREADS IMAGES
//
// Trains mlp or cnn on Fashion-MNIST in batches of 128 for two epochs and
// prints the second one's speed as JSON.
#include <chrono>
#include <cstdio>
#include <string>

#include "nn/data/dataset.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"

#include "14_autodiff/compiler.hpp"
#include "14_autodiff/interpreter.hpp"
#include "14_autodiff/passes.hpp"
#include "14_autodiff/pooled.hpp"
#include "14_autodiff/training.hpp"

using namespace chapter14;

namespace {

constexpr std::size_t batch_size = 128;

/// step(batch) for each full batch of two epochs; samples a second in the last.
template <class Step>
double samples_per_second(nn::Loader& loader, Step step) {
  using clock = std::chrono::steady_clock;
  double speed = 0;
  for (std::uint32_t epoch = 0; epoch < 2; ++epoch) {
    loader.start_epoch(epoch);
    std::size_t samples = 0;
    const auto begin = clock::now();
    while (const nn::Batch* batch = loader.next()) {
      step(*batch);
      samples += batch->labels.size();
    }
    const std::chrono::duration<double> seconds = clock::now() - begin;
    speed = static_cast<double>(samples) / seconds.count();
  }
  return speed;
}

double with_layers(const std::string& network, nn::Loader& loader) {
  const auto model = layers_of(network, /*seed=*/1);
  nn::Adam<nn::Cpu> adam(*model, 1e-3);
  nn::SoftmaxCrossEntropy<nn::Cpu> loss;
  arma::fmat gradient(10, batch_size);
  return samples_per_second(loader, [&](const nn::Batch& batch) {
    const arma::fmat& scores = model->forward(batch.x, nn::Mode::train);
    loss(scores, batch.labels, gradient);
    model->backward(gradient);
    adam.step();
  });
}

template <class Runner>
double with_graph(const TrainingStep& step, Runner& runner,
                  const std::string& network, nn::Loader& loader) {
  State state(step, network, /*seed=*/1);
  for (auto& [name, numbers] : state.inputs())
    runner.bind(name, numbers);
  return samples_per_second(loader, [&](const nn::Batch& batch) {
    state.next(batch);
    runner.read_from("x", batch.x);
    runner.run();
  });
}

double speed(const std::string& network, const std::string& manner,
             nn::Loader& loader) {
  if (manner == "layers") return with_layers(network, loader);
  const TrainingStep step = training_step(network, batch_size);
  Program program = step.program;
  if (manner != "derived")
    program = without_dead_nodes(
        common_nodes_once(constants_folded(common_nodes_once(program))));
  if (manner != "derived" && manner != "cleaned")
    program = fused(convolutions_pooled(program));
  if (manner == "compiled") {
    const auto compiler = find_compiler();
    if (!compiler) throw nn::Error("no compiler");
    Compiled runner(program, network, *compiler);
    return with_graph(step, runner, network, loader);
  }
  const bool reused = manner == "reused";
  Interpreter<float> runner(program, reused ? Rooms::reused : Rooms::separate);
  return with_graph(step, runner, network, loader);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 5) throw nn::UsageError("graph NETWORK MANNER THREADS IMAGES");
    nn::Cpu::set_threads(std::stoi(argv[3]));
    const nn::Dataset images = nn::load_images("fashion-mnist").train;
    const std::size_t count = std::stoul(argv[4]) / batch_size * batch_size;
    nn::Loader loader(nn::first(images, count), {.batch_size = batch_size});
    std::printf("{\"samples_per_second\": %.1f}\n",
                speed(argv[1], argv[2], loader));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "graph: %s\n", error.what());
    return 1;
  }
}
