#include "models.hpp"

#include "nn/layers/activation.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/dropout.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/networks/resnet.hpp"

namespace chapter09 {
namespace {

using Layers = nn::Sequential<B>;

// #region linear
void linear(Layers& model, std::size_t classes) {
  model.add<nn::Linear>(model.input_shape().features(), classes);
}
// #endregion linear

// #region mlp
void hidden(Layers& model, std::size_t in, std::size_t out, Extras extras) {
  model.add<nn::Linear>(in, out);
  if (extras.batch_norm) model.add<nn::BatchNorm>(out);
  model.add<nn::ReLU>();
}

void mlp(Layers& model, std::size_t classes, Extras extras) {
  hidden(model, model.input_shape().features(), 256, extras);
  hidden(model, 256, 128, extras);
  model.add<nn::Linear>(128, classes);
}
// #endregion mlp

// #region cnn
/// A 3x3 convolution. BatchNorm has its own shift, so the convolution before
/// it needs no bias; after the pooling it has less to do.
void convolution(Layers& model, std::size_t in, std::size_t out,
                 std::size_t padding, bool pool, Extras extras) {
  const bool bias = !extras.batch_norm;
  model.add<nn::Conv2d>(in, out,
                        {.kernel = 3, .padding = padding, .bias = bias});
  if (!extras.batch_norm) model.add<nn::ReLU>();
  if (pool) model.add<nn::MaxPool2d>(2);
  if (extras.batch_norm) model.add<nn::BatchNorm>(out).add<nn::ReLU>();
}

void cnn(Layers& model, std::size_t classes, Extras extras) {
  const nn::Shape image = model.input_shape();
  convolution(model, image.channels, 16, 1, true, extras);
  convolution(model, 16, 32, 1, true, extras);
  model.add<nn::Flatten>();  // 28 x 28 pixels have become 7 x 7: 1568
  hidden(model, 32 * (image.height / 4) * (image.width / 4), 128, extras);
  model.add<nn::Linear>(128, classes);
}
// #endregion cnn

// #region deep
/// The notes' deep network (C8). Its last Dropout acts on the scores
/// themselves; if BatchNorm regularizes, too, that is one too many.
void deep(Layers& model, std::size_t classes, Extras extras) {
  const std::size_t width = extras.wide ? 2 : 1;
  const nn::Shape image = model.input_shape();
  const auto left = [](std::size_t size) { return (size / 2 + 2) / 4; };
  convolution(model, image.channels, 16, 1, false, extras);
  convolution(model, 16, 16, 1, true, extras);
  convolution(model, 16, 32, 1, false, extras);
  convolution(model, 32, width * 32, 2, true, extras);
  convolution(model, width * 32, width * 64, 1, false, extras);
  convolution(model, width * 64, width * 64, 1, true, extras);
  model.add<nn::Flatten>();  // 28 x 28 pixels have become 4 x 4
  hidden(model, width * 64 * left(image.height) * left(image.width), 50,
         extras);
  model.add<nn::Dropout>(extras.batch_norm ? 0.3 : 0.5);
  model.add<nn::Linear>(50, classes);
  if (!extras.batch_norm) model.add<nn::Dropout>(0.5);
}
// #endregion deep

// #region two_layer
void two_layer(Layers& model, std::size_t classes) {
  const std::size_t pixels = model.input_shape().features();
  model.add<nn::Linear>(pixels, 50, nn::normal(0.01)).add<nn::ReLU>();
  model.add<nn::Linear>(50, classes, nn::normal(0.01));
}
// #endregion two_layer

// #region bpn
void bpn(Layers& model, std::size_t classes) {
  const std::size_t pixels = model.input_shape().features();
  model.add<nn::Linear>(pixels, 30, nn::normal(1)).add<nn::Sigmoid>();
  model.add<nn::Linear>(30, classes, nn::normal(1)).add<nn::Sigmoid>();
}
// #endregion bpn

}  // namespace

std::unique_ptr<Model> make_model(const std::string& name,
                                  const nn::Shape& input, std::size_t classes,
                                  std::uint64_t seed, Extras extras) {
  if (name == "resnet20") {
    auto net = std::make_unique<nn::Graph<B>>(input);
    nn::add_resnet(*net, /*blocks=*/3, classes);
    net->build(seed);
    return net;
  }
  auto model = std::make_unique<Layers>(input);
  if (name == "linear") linear(*model, classes);
  if (name == "mlp") mlp(*model, classes, extras);
  if (name == "cnn") cnn(*model, classes, extras);
  if (name == "deep") deep(*model, classes, extras);
  if (name == "two-layer") two_layer(*model, classes);
  if (name == "bpn") bpn(*model, classes);
  model->build(seed);
  return model;
}

std::unique_ptr<nn::Loss<B>> make_loss(const std::string& model,
                                       double smoothing) {
  if (model == "bpn") return std::make_unique<nn::OneHotSquaredError<B>>();
  return std::make_unique<nn::SoftmaxCrossEntropy<B>>(smoothing);
}

}  // namespace chapter09
