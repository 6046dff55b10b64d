/// Training a network from its graph, or by the library's layers.
#pragma once

#include <map>
#include <memory>

#include "nn/cpu/cpu.hpp"
#include "nn/data/loader.hpp"
#include "nn/model/sequential.hpp"

#include "networks.hpp"

namespace chapter14 {

/// The library's network of that name, "mlp" or "cnn", with its first weights.
std::unique_ptr<nn::Sequential<nn::Cpu>> layers_of(const std::string& network,
                                                   std::uint64_t seed);

/// How a training went.
struct Trained {
  double loss = 0;   ///< of the last batch
  std::string hash;  ///< SHA-256 of all weights
};

/// `steps` batches by the library's layers, its loss and its Adam.
Trained train_layers(const std::string& network, nn::Loader& loader,
                     std::size_t steps, std::uint64_t seed);

/// Everything that a training step changes or reads, as matrices.
class State {
 public:
  State(const TrainingStep& step, const std::string& network,
        std::uint64_t seed);
  /// The next batch's labels, and Adam's two factors for it. (Its images are
  /// read where they are.)
  void next(const nn::Batch& batch);
  std::map<std::string, arma::fmat>& inputs() { return inputs_; }
  std::string hash() const;

 private:
  std::vector<std::string> parameters_;
  std::map<std::string, arma::fmat> inputs_;
  std::uint64_t step_ = 0;
};

/// The same from a graph; `runner` is an Interpreter<float> or a Compiled of
/// `program`, which may be better than the step's own. Batches must be full.
template <class Runner>
Trained train_graph(const TrainingStep& step, const Program& program,
                    Runner& runner, const std::string& network,
                    nn::Loader& loader, std::size_t steps, std::uint64_t seed) {
  State state(step, network, seed);
  for (auto& [name, numbers] : state.inputs())
    runner.bind(name, numbers);
  loader.start_epoch(0);
  for (std::size_t i = 0; i < steps; ++i) {
    const nn::Batch& batch = *loader.next();
    state.next(batch);
    runner.read_from("x", batch.x);
    runner.run();
  }
  return {runner.value(program.results[0])(0), state.hash()};
}

}  // namespace chapter14
