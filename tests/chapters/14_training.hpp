/// Training with the library's layers, and the same from a graph.
#pragma once

#include "nn/layers/activation.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"

#include "chapters/14_tools.hpp"

namespace chapter14 {

using Model = nn::Sequential<nn::Cpu>;
using Weights = std::vector<arma::fmat>;

/// A network as layers and as a training step.
struct Both {
  std::function<void(Model&)> add_layers;
  nn::Shape shape;
  TrainingStep step;
  std::size_t features, classes, samples;
};

/// Loss, derivatives and Adam for a network that is there.
inline void finish(TrainingStep& step, const Network& net) {
  const Tensor loss = softmax_cross_entropy(net.logits, net.labels);
  add_adam(step.program, net.parameters, gradient(loss, net.parameters));
  step.program.results = {loss.id};
  step.loss = loss.id;
  for (const Tensor& p : net.parameters)
    step.parameters.push_back(p.node().name);
}

/// 12-7-3.
inline Both small_mlp(std::size_t samples) {
  const auto add = [](Model& model) {
    model.add<nn::Linear>(12, 7).add<nn::ReLU>().add<nn::Linear>(7, 3);
  };
  Both both = {add, {1, 3, 4}, {}, 12, 3, samples};
  Graph& g = both.step.program.graph;
  const Tensor W1 = g.input("W1", {7, 12}), b1 = g.input("b1", {7});
  const Tensor W2 = g.input("W2", {3, 7}), b2 = g.input("b2", {3});
  const Tensor x = g.input("x", {12, samples});
  const Tensor labels = g.input("labels", {1, samples});
  const Tensor h = relu(product(W1, x) + b1);
  finish(both.step, {x, labels, product(W2, h) + b2, {W1, b1, W2, b2}});
  return both;
}

/// 5 x 7 pixels, a convolution of 3 channels that skips some, pooling that
/// leaves pixels over; then 6-4.
inline Both small_cnn(std::size_t samples) {
  const auto add = [](Model& model) {
    const nn::Conv2dOptions options = {.kernel = 3, .padding = 1};
    model.add<nn::Conv2d>(2, 3, options).add<nn::ReLU>().add<nn::MaxPool2d>(2);
    model.add<nn::Flatten>().add<nn::Linear>(18, 4);
  };
  Both both = {add, {2, 5, 7}, {}, 70, 4, samples};
  Graph& g = both.step.program.graph;
  const Tensor K = g.input("K", {3, 18}), k = g.input("k", {3});
  const Tensor W = g.input("W", {4, 18}), b = g.input("b", {4});
  const Tensor x = g.input("x", {70, samples});
  const Tensor labels = g.input("labels", {1, samples});
  const Tensor image = reshape(x, {2, 7, 5, samples});
  const Tensor y =
      relu(convolution(K, k, image, {.kernel = 3, .stride = 1, .padding = 1}));
  const Tensor p = max_pool(y, {.kernel = 2, .stride = 2, .padding = 0});
  const Tensor logits = product(W, reshape(p, {18, samples})) + b;
  finish(both.step, {x, labels, logits, {K, k, W, b}});
  return both;
}

inline void add_mlp(Model& model) {
  model.add<nn::Linear>(784, 256).add<nn::ReLU>();
  model.add<nn::Linear>(256, 128).add<nn::ReLU>().add<nn::Linear>(128, 10);
}
inline void add_cnn(Model& model) {
  const nn::Conv2dOptions options = {.kernel = 3, .padding = 1};
  model.add<nn::Conv2d>(1, 16, options).add<nn::ReLU>().add<nn::MaxPool2d>(2);
  model.add<nn::Conv2d>(16, 32, options).add<nn::ReLU>().add<nn::MaxPool2d>(2);
  model.add<nn::Flatten>().add<nn::Linear>(1568, 128).add<nn::ReLU>();
  model.add<nn::Linear>(128, 10);
}

/// Chapter 9's.
inline Both of_chapter_9(const std::string& network, std::size_t samples) {
  return {network == "mlp" ? add_mlp : add_cnn,
          {1, 28, 28},
          training_step(network, samples),
          784,
          10,
          samples};
}

/// Random samples with random labels, a new batch for every step.
struct Batch {
  arma::fmat x;
  std::vector<int> labels;
};
inline Batch batch(const Both& both, int step) {
  const auto seed = static_cast<std::uint64_t>(100 + step);
  nn::Random random(seed, nn::Stream::shuffle);
  Batch batch = {normal(both.features, both.samples, seed), {}};
  for (std::size_t i = 0; i < both.samples; ++i)
    batch.labels.push_back(static_cast<int>(
        random.integer(static_cast<std::uint32_t>(both.classes))));
  return batch;
}

inline Weights weights_of(Model& model) {
  Weights weights;
  for (const auto& [name, parameter] : model.named_parameters())
    weights.push_back(arma::fmat(parameter->value));
  return weights;
}

inline Weights starting_weights(const Both& both) {
  Model model(both.shape);
  both.add_layers(model);
  model.build(1);
  return weights_of(model);
}

/// The weights after some steps of training by layers.
inline Weights by_layers(const Both& both, int steps) {
  Model model(both.shape);
  both.add_layers(model);
  model.build(1);
  nn::Adam<nn::Cpu> adam(model, 1e-3);
  nn::SoftmaxCrossEntropy<nn::Cpu> loss;
  for (int t = 1; t <= steps; ++t) {
    const Batch b = batch(both, t);
    const auto& scores = model.forward(b.x, nn::Mode::train);
    arma::fmat gradient(arma::size(scores));
    loss(scores, b.labels, gradient);
    model.backward(gradient);
    adam.step();
  }
  return weights_of(model);
}

/// The same by an Interpreter<float> or a Compiled.
template <class Runner>
Weights by_graph(const Both& both, Runner& runner, int steps) {
  Weights w = starting_weights(both), m, v;
  for (const arma::fmat& weight : w)
    m.push_back(arma::zeros<arma::fmat>(weight.n_rows, weight.n_cols));
  v = m;
  for (std::size_t i = 0; i < w.size(); ++i) {
    const std::string& name = both.step.parameters[i];
    runner.bind(name, w[i]);
    runner.bind("m_" + name, m[i]), runner.bind("v_" + name, v[i]);
  }
  arma::fmat rate(1, 1), scale(1, 1), labels(1, both.samples);
  arma::fmat x(both.features, both.samples);
  runner.bind("rate", rate), runner.bind("scale", scale);
  runner.bind("labels", labels), runner.bind("x", x);
  for (int t = 1; t <= steps; ++t) {
    const Batch b = batch(both, t);
    x = b.x;
    labels = arma::conv_to<arma::frowvec>::from(b.labels);
    rate(0) = static_cast<float>(1e-3 / (1 - std::pow(0.9, t)));
    scale(0) = static_cast<float>(1 / std::sqrt(1 - std::pow(0.999, t)));
    runner.run();
  }
  return w;
}

inline bool same_weights(const Weights& a, const Weights& b) {
  bool same = a.size() == b.size();
  for (std::size_t i = 0; same && i < a.size(); ++i)
    same = same_bits(a[i], b[i]);
  return same;
}

}  // namespace chapter14
