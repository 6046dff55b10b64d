#include "training.hpp"

#include <cmath>

#include "nn/io/sha256.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"

namespace chapter14 {
namespace {

using Model = nn::Sequential<nn::Cpu>;

void add_images(Model& model) {
  const nn::Conv2dOptions window = {.kernel = 3, .padding = 1};
  model.add<nn::Conv2d>(1, 16, window).add<nn::ReLU>().add<nn::MaxPool2d>(2);
  model.add<nn::Conv2d>(16, 32, window).add<nn::ReLU>().add<nn::MaxPool2d>(2);
  model.add<nn::Flatten>();
}

std::string hash_of(const std::vector<const arma::fmat*>& weights) {
  nn::Sha256 hash;
  for (const arma::fmat* w : weights)
    hash.update({reinterpret_cast<const std::uint8_t*>(w->memptr()),
                 w->n_elem * sizeof(float)});
  return hash.hex();
}

}  // namespace

std::unique_ptr<Model> layers_of(const std::string& network,
                                 std::uint64_t seed) {
  auto model = std::make_unique<Model>(nn::Shape{1, 28, 28});
  if (network == "cnn") {
    add_images(*model);
    model->add<nn::Linear>(1568, 128).add<nn::ReLU>();
  } else {
    model->add<nn::Linear>(784, 256).add<nn::ReLU>();
    model->add<nn::Linear>(256, 128).add<nn::ReLU>();
  }
  model->add<nn::Linear>(128, 10);
  model->build(seed);
  return model;
}

Trained train_layers(const std::string& network, nn::Loader& loader,
                     std::size_t steps, std::uint64_t seed) {
  const auto model = layers_of(network, seed);
  nn::Adam<nn::Cpu> adam(*model, 1e-3);
  nn::SoftmaxCrossEntropy<nn::Cpu> loss;
  Trained result;
  loader.start_epoch(0);
  for (std::size_t i = 0; i < steps; ++i) {
    const nn::Batch& batch = *loader.next();
    const arma::fmat& scores = model->forward(batch.x, nn::Mode::train);
    arma::fmat gradient(arma::size(scores));
    result.loss = loss(scores, batch.labels, gradient);
    model->backward(gradient);
    adam.step();
  }
  result.hash = hash_of({&model->parameters()});
  return result;
}

State::State(const TrainingStep& step, const std::string& network,
             std::uint64_t seed)
    : parameters_(step.parameters) {
  const Graph& graph = step.program.graph;
  for (Id id = 0; id < graph.size(); ++id)
    if (graph[id].operation == &input_operation)
      inputs_[graph[id].name].zeros(count(graph[id].dims), 1);
  const auto model = layers_of(network, seed);
  std::size_t i = 0;
  for (const auto& [name, parameter] : model->named_parameters())
    inputs_[parameters_[i++]] = arma::vectorise(parameter->value);
}

void State::next(const nn::Batch& batch) {
  std::copy(batch.labels.begin(), batch.labels.end(),
            inputs_["labels"].begin());
  const auto t = static_cast<double>(++step_);
  inputs_["rate"](0) = static_cast<float>(1e-3 / (1 - std::pow(0.9, t)));
  inputs_["scale"](0) =
      static_cast<float>(1 / std::sqrt(1 - std::pow(0.999, t)));
}

std::string State::hash() const {
  std::vector<const arma::fmat*> weights;
  for (const std::string& name : parameters_)
    weights.push_back(&inputs_.at(name));
  return hash_of(weights);
}

}  // namespace chapter14
