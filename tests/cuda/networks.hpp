/// The networks of chapter 9, narrow and for small images, on any backend.
#pragma once

#include "nn/core/random.hpp"
#include "nn/data/dataset.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/dropout.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/model/sequential.hpp"

/// Images of 12 x 12 in four classes: a bright quarter under noise.
inline nn::Dataset quarters(std::size_t count) {
  nn::Dataset data;
  data.name = "quarters";
  data.shape = {1, 12, 12};
  data.classes = 4;
  nn::Random random(1, nn::Stream::data);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t label = random.integer(4);
    data.labels.push_back(static_cast<std::int32_t>(label));
    for (std::uint32_t p = 0; p < 144; ++p) {
      const bool bright = p / 72 == label / 2 && p % 12 / 6 == label % 2;
      const std::uint32_t noise = random.integer(150);
      data.pixels.push_back(
          static_cast<std::uint8_t>(noise + (bright ? 100 : 0)));
    }
  }
  return data;
}

template <class B>
void hidden(nn::Sequential<B>& model, int in, int out, bool norm) {
  model.template add<nn::Linear>(in, out);
  if (norm) model.template add<nn::BatchNorm>(out);
  model.template add<nn::ReLU>();
}

template <class B>
void convolution(nn::Sequential<B>& model, std::size_t in, std::size_t out,
                 std::size_t padding, bool pool, bool norm) {
  model.template add<nn::Conv2d>(
      in, out, {.kernel = 3, .padding = padding, .bias = !norm});
  if (!norm) model.template add<nn::ReLU>();
  if (pool) model.template add<nn::MaxPool2d>(2);
  if (norm) model.template add<nn::BatchNorm>(out).template add<nn::ReLU>();
}

/// `name`: mlp, cnn or deep.
template <class B>
void add_layers(nn::Sequential<B>& model, const std::string& name, bool norm) {
  if (name == "mlp") {
    hidden(model, 144, 37, norm);
    hidden(model, 37, 19, norm);
    model.template add<nn::Linear>(19, 4);
  } else if (name == "cnn") {
    convolution(model, 1, 5, 1, true, norm);
    convolution(model, 5, 7, 1, true, norm);
    model.template add<nn::Flatten>();
    hidden(model, 63, 21, norm);
    model.template add<nn::Linear>(21, 4);
  } else {
    convolution(model, 1, 4, 1, false, norm);
    convolution(model, 4, 4, 1, true, norm);
    convolution(model, 4, 6, 1, false, norm);
    convolution(model, 6, 6, 2, true, norm);
    convolution(model, 6, 8, 1, false, norm);
    convolution(model, 8, 8, 1, true, norm);
    model.template add<nn::Flatten>();
    hidden(model, 32, 15, norm);
    model.template add<nn::Dropout>(0.5);
    model.template add<nn::Linear>(15, 4);
    model.template add<nn::Dropout>(0.5);
  }
}
