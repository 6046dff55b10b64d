/// The networks of this chapter.
#pragma once

#include <memory>
#include <string>

#include "nn/cpu/cpu.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/dropout.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/model/sequential.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"

namespace chapter09 {

using B = nn::Cpu;
using Model = nn::Sequential<B>;

// #region mlp
inline void mlp(Model& model) {
  model.add<nn::Linear>(784, 256).add<nn::ReLU>();
  model.add<nn::Linear>(256, 128).add<nn::ReLU>();
  model.add<nn::Linear>(128, 10);
}
// #endregion mlp

// #region cnn
inline void cnn(Model& model) {
  model.add<nn::Conv2d>(1, 16, 3, 1, 1).add<nn::ReLU>();
  model.add<nn::MaxPool2d>(2);
  model.add<nn::Conv2d>(16, 32, 3, 1, 1).add<nn::ReLU>();
  model.add<nn::MaxPool2d>(2);
  model.add<nn::Flatten>();
  model.add<nn::Linear>(1568, 128).add<nn::ReLU>();
  model.add<nn::Linear>(128, 10);
}
// #endregion cnn

// #region deep
/// The notes' deep network (C8).
inline void deep(Model& model) {
  model.add<nn::Conv2d>(1, 16, 3, 1, 1).add<nn::ReLU>();
  model.add<nn::Conv2d>(16, 16, 3, 1, 1).add<nn::ReLU>();
  model.add<nn::MaxPool2d>(2);
  model.add<nn::Conv2d>(16, 32, 3, 1, 1).add<nn::ReLU>();
  model.add<nn::Conv2d>(32, 32, 3, 1, 2).add<nn::ReLU>();
  model.add<nn::MaxPool2d>(2);
  model.add<nn::Conv2d>(32, 64, 3, 1, 1).add<nn::ReLU>();
  model.add<nn::Conv2d>(64, 64, 3, 1, 1).add<nn::ReLU>();
  model.add<nn::MaxPool2d>(2);
  model.add<nn::Flatten>();
  model.add<nn::Linear>(1024, 50).add<nn::ReLU>();
  model.add<nn::Dropout>(0.5);
  model.add<nn::Linear>(50, 10);
  model.add<nn::Dropout>(0.5);
}
// #endregion deep

// #region two_layer
inline void two_layer(Model& model) {
  model.add<nn::Linear>(784, 50, nn::normal(0.01)).add<nn::ReLU>();
  model.add<nn::Linear>(50, 10, nn::normal(0.01));
}
// #endregion two_layer

// #region bpn
inline void bpn(Model& model) {
  model.add<nn::Linear>(784, 30, nn::normal(1)).add<nn::Sigmoid>();
  model.add<nn::Linear>(30, 10, nn::normal(1)).add<nn::Sigmoid>();
}
// #endregion bpn

/// `name` is one of recipes().
inline std::unique_ptr<Model> make_model(const std::string& name,
                                         const nn::Shape& input,
                                         std::uint64_t seed) {
  auto model = std::make_unique<Model>(input);
  if (name == "mlp") mlp(*model);
  if (name == "cnn") cnn(*model);
  if (name == "deep") deep(*model);
  if (name == "two-layer") two_layer(*model);
  if (name == "bpn") bpn(*model);
  model->build(seed);
  return model;
}

inline std::unique_ptr<nn::Loss<B>> make_loss(const std::string& model) {
  if (model == "bpn") return std::make_unique<nn::OneHotSquaredError<B>>();
  return std::make_unique<nn::SoftmaxCrossEntropy<B>>();
}

inline std::unique_ptr<nn::Optimizer<B>> make_optimizer(const std::string& name,
                                                        Model& model,
                                                        double rate) {
  auto& w = model.parameters();
  const auto& dw = model.gradients();
  if (name == "sgd") return std::make_unique<nn::Sgd<B>>(w, dw, rate);
  if (name == "momentum") return std::make_unique<nn::Momentum<B>>(w, dw, rate);
  return std::make_unique<nn::Adam<B>>(w, dw, rate);
}

}  // namespace chapter09
