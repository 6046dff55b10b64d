#include "models.hpp"

#include "nn/layers/activation.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/dropout.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/training/optimizers.hpp"

namespace chapter09 {
namespace {

// #region mlp
void hidden(Model& model, int in, int out, Extras extras) {
  model.add<nn::Linear>(in, out);
  if (extras.batch_norm) model.add<nn::BatchNorm>(out);
  model.add<nn::ReLU>();
}

void mlp(Model& model, Extras extras) {
  hidden(model, 784, 256, extras);
  hidden(model, 256, 128, extras);
  model.add<nn::Linear>(128, 10);
}
// #endregion mlp

// #region cnn
/// A convolution with 3x3 windows. BatchNorm has a shift of its own, so the
/// convolution before it needs no bias; behind the pooling it has less to do.
void convolution(Model& model, int in, int out, int padding, bool pool,
                 Extras extras) {
  const bool bias = !extras.batch_norm;
  model.add<nn::Conv2d>(in, out, 3, 1, padding, nn::he(), bias);
  if (!extras.batch_norm) model.add<nn::ReLU>();
  if (pool) model.add<nn::MaxPool2d>(2);
  if (extras.batch_norm) model.add<nn::BatchNorm>(out).add<nn::ReLU>();
}

void cnn(Model& model, Extras extras) {
  convolution(model, 1, 16, 1, true, extras);
  convolution(model, 16, 32, 1, true, extras);
  model.add<nn::Flatten>();
  hidden(model, 1568, 128, extras);
  model.add<nn::Linear>(128, 10);
}
// #endregion cnn

// #region deep
/// The notes' deep network (C8). Its last Dropout is behind the scores
/// themselves; where BatchNorm regularizes, too, that is one too many.
void deep(Model& model, Extras extras) {
  const int width = extras.wide ? 2 : 1;
  convolution(model, 1, 16, 1, false, extras);
  convolution(model, 16, 16, 1, true, extras);
  convolution(model, 16, 32, 1, false, extras);
  convolution(model, 32, width * 32, 2, true, extras);
  convolution(model, width * 32, width * 64, 1, false, extras);
  convolution(model, width * 64, width * 64, 1, true, extras);
  model.add<nn::Flatten>();
  hidden(model, width * 1024, 50, extras);
  model.add<nn::Dropout>(extras.batch_norm ? 0.3 : 0.5);
  model.add<nn::Linear>(50, 10);
  if (!extras.batch_norm) model.add<nn::Dropout>(0.5);
}
// #endregion deep

// #region two_layer
void two_layer(Model& model) {
  model.add<nn::Linear>(784, 50, nn::normal(0.01)).add<nn::ReLU>();
  model.add<nn::Linear>(50, 10, nn::normal(0.01));
}
// #endregion two_layer

// #region bpn
void bpn(Model& model) {
  model.add<nn::Linear>(784, 30, nn::normal(1)).add<nn::Sigmoid>();
  model.add<nn::Linear>(30, 10, nn::normal(1)).add<nn::Sigmoid>();
}
// #endregion bpn

}  // namespace

std::unique_ptr<Model> make_model(const std::string& name,
                                  const nn::Shape& input, std::uint64_t seed,
                                  Extras extras) {
  auto model = std::make_unique<Model>(input);
  if (name == "mlp") mlp(*model, extras);
  if (name == "cnn") cnn(*model, extras);
  if (name == "deep") deep(*model, extras);
  if (name == "two-layer") two_layer(*model);
  if (name == "bpn") bpn(*model);
  model->build(seed);
  return model;
}

std::unique_ptr<nn::Loss<B>> make_loss(const std::string& model,
                                       double smoothing) {
  if (model == "bpn") return std::make_unique<nn::OneHotSquaredError<B>>();
  return std::make_unique<nn::SoftmaxCrossEntropy<B>>(smoothing);
}

std::unique_ptr<nn::Optimizer<B>> make_optimizer(const std::string& name,
                                                 Model& model, double rate) {
  auto& w = model.parameters();
  const auto& dw = model.gradients();
  if (name == "sgd") return std::make_unique<nn::Sgd<B>>(w, dw, rate);
  if (name == "momentum") return std::make_unique<nn::Momentum<B>>(w, dw, rate);
  if (name == "nesterov") return std::make_unique<nn::Nesterov<B>>(w, dw, rate);
  if (name == "adagrad") return std::make_unique<nn::AdaGrad<B>>(w, dw, rate);
  if (name == "rmsprop") return std::make_unique<nn::RmsProp<B>>(w, dw, rate);
  if (name == "adamw") return std::make_unique<nn::AdamW<B>>(w, dw, rate);
  return std::make_unique<nn::Adam<B>>(w, dw, rate);
}

}  // namespace chapter09

template class nn::Sequential<chapter09::B>;
