#include "classifier.hpp"

#include <utility>

#include "nn/data/loader.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/reference/reference.hpp"
#include "nn/training/callbacks.hpp"
#include "nn/training/evaluate.hpp"
#include "nn/training/trainer.hpp"

namespace chapter08 {
namespace {

using Model = nn::Sequential<Classifier::B>;

// #region networks
/// A 3x3 convolution that keeps the size, ReLU, and 2x2 max pooling.
void block(Model& model, std::size_t in, std::size_t out) {
  model.add<nn::Conv2d>(in, out, {.kernel = 3, .padding = 1}).add<nn::ReLU>();
  model.add<nn::MaxPool2d>(2);
}

void mlp(Model& model) {
  model.add<nn::Linear>(784, 128).add<nn::ReLU>();
  model.add<nn::Linear>(128, 10);
}

void cnn(Model& model) {
  block(model, 1, 16);
  block(model, 16, 32);
  model.add<nn::Flatten>().add<nn::Linear>(32 * 7 * 7, 10);
}

void strided(Model& model) {  // as the CNN, but strides in place of pooling
  for (const auto& [in, out] : {std::pair{1u, 16u}, {16u, 32u}})
    model.add<nn::Conv2d>(in, out, {.kernel = 3, .stride = 2, .padding = 1})
        .add<nn::ReLU>();
  model.add<nn::Flatten>().add<nn::Linear>(32 * 7 * 7, 10);
}

void global(Model& model) {
  block(model, 1, 16);
  block(model, 16, 32);
  model.add<nn::Conv2d>(32, 64, {.kernel = 3, .padding = 1}).add<nn::ReLU>();
  model.add<nn::GlobalAveragePool2d>().add<nn::Linear>(64, 10);
}
// #endregion networks

}  // namespace

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::mlp:
      return "MLP";
    case Kind::cnn:
      return "CNN";
    case Kind::strided:
      return "CNN, strides";
    default:
      return "CNN, global mean";
  }
}

Classifier::Classifier(Kind kind, const nn::Shape& input, std::uint64_t seed)
    : model_(std::make_unique<Model>(input)) {
  if (kind == Kind::mlp) mlp(*model_);
  if (kind == Kind::cnn) cnn(*model_);
  if (kind == Kind::strided) strided(*model_);
  if (kind == Kind::global) global(*model_);
  model_->build(seed);
}

std::vector<arma::fmat> Classifier::cnn_maps(const arma::fmat& x) const {
  nn::Sequential<nn::Reference<float>> maps(model_->input_shape());
  maps.add<nn::Conv2d>(1, 16, {.kernel = 3, .padding = 1})
      .add<nn::ReLU>()
      .add<nn::MaxPool2d>(2);
  maps.add<nn::Conv2d>(16, 32, {.kernel = 3, .padding = 1})
      .add<nn::ReLU>()
      .add<nn::MaxPool2d>(2);
  maps.build(1);
  maps.parameters() = model_->parameters().head_rows(maps.parameter_count());
  maps.forward(x, nn::Mode::evaluate);
  std::vector<arma::fmat> outputs;
  for (std::size_t i = 0; i < maps.layer_count(); ++i)
    outputs.push_back(maps.activation(i));
  return outputs;
}

void Classifier::train(const nn::Dataset& data, int epochs, std::uint64_t seed,
                       double rate) {
  nn::Loader loader(nn::all(data), {.batch_size = 100, .seed = seed});
  nn::SoftmaxCrossEntropy<B> loss;
  nn::Adam<B> adam(*model_, rate);
  nn::Trainer<B> trainer(*model_, loss, adam);
  nn::ScheduleRate<B> rates(
      adam, nn::parse_schedule("linear"),
      static_cast<std::size_t>(epochs) * loader.batches());
  trainer.add(rates);
  trainer.fit(loader, epochs);
}

double Classifier::accuracy(const nn::Dataset& data) {
  nn::Loader loader(nn::all(data), {.batch_size = 500, .shuffle = false});
  nn::SoftmaxCrossEntropy<B> loss;
  return nn::evaluate(*model_, loss, loader).accuracy;
}

arma::mat Classifier::parameter(const std::string& name) {
  for (const auto& [full_name, parameter] : model_->named_parameters())
    if (full_name == name)
      return arma::conv_to<arma::mat>::from(parameter->value);
  throw nn::UsageError("the network has no parameter " + name +
                       "; named_parameters() lists those it has");
}

}  // namespace chapter08
