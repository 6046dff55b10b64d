/// Layers of any backend as LayerFacts, and back. Chapter 15.
#pragma once

#include "nn/layers/activation.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/dropout.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/model/graph.hpp"
#include "nn/onnx/layer_facts.hpp"

namespace nn {

/// What `layer` is; it gives values of the shape `out`. An Error for a layer
/// that is not one of the library's.
template <Backend B>
LayerFacts facts_of(Layer<B>& layer, const Shape& out) {
  using Kind = LayerKind;
  if (auto* l = dynamic_cast<Linear<B>*>(&layer))
    return {
        .kind = Kind::linear, .in = l->in_features(), .out = l->out_features()};
  if (auto* l = dynamic_cast<Conv2d<B>*>(&layer))
    return {.kind = Kind::conv2d,
            .in = l->in_channels(),
            .out = l->out_channels(),
            .window = l->window(),
            .bias = l->has_bias()};
  if (auto* l = dynamic_cast<MaxPool2d<B>*>(&layer))
    return {.kind = Kind::max_pool, .window = l->shape().window};
  if (dynamic_cast<GlobalAveragePool2d<B>*>(&layer))
    return {Kind::global_average_pool};  // before what it is derived from
  if (auto* l = dynamic_cast<AveragePool2d<B>*>(&layer))
    return {.kind = Kind::average_pool, .window = l->shape().window};
  if (auto* l = dynamic_cast<BatchNorm<B>*>(&layer))
    return {.kind = Kind::batch_norm,
            .in = out.channels,
            .out = out.channels,
            .number = l->options().epsilon,
            .momentum = l->options().momentum};
  if (auto* l = dynamic_cast<Dropout<B>*>(&layer))
    return {.kind = Kind::dropout, .number = l->probability()};
  if (auto* l = dynamic_cast<LeakyReLU<B>*>(&layer))
    return {.kind = Kind::leaky_relu, .number = l->slope()};
  if (dynamic_cast<PadChannels<B>*>(&layer))
    return {.kind = Kind::pad_channels, .out = out.channels};
  if (dynamic_cast<Flatten<B>*>(&layer)) return {Kind::flatten};
  if (dynamic_cast<Identity<B>*>(&layer)) return {Kind::identity};
  if (dynamic_cast<ReLU<B>*>(&layer)) return {Kind::relu};
  if (dynamic_cast<GELU<B>*>(&layer)) return {Kind::gelu};
  if (dynamic_cast<Sigmoid<B>*>(&layer)) return {Kind::sigmoid};
  if (dynamic_cast<Tanh<B>*>(&layer)) return {Kind::tanh};
  if (dynamic_cast<Softmax<B>*>(&layer)) return {Kind::softmax};
  if (dynamic_cast<Add<B>*>(&layer)) return {Kind::add};
  if (dynamic_cast<Concatenate<B>*>(&layer)) return {Kind::concatenate};
  throw Error(fmt::format("{} has no counterpart in ONNX that is known here",
                          layer.name()));
}

/// Appends such a layer to a graph.
template <Backend B>
Value add_layer(Graph<B>& graph, const std::string& name,
                const std::vector<Value>& inputs, const LayerFacts& f) {
  using Kind = LayerKind;
  const Value& x = inputs.front();
  const Conv2dOptions convolution = {.kernel = f.window.kernel,
                                     .stride = f.window.stride,
                                     .padding = f.window.padding,
                                     .bias = f.bias};
  const PoolOptions pool = {f.window.stride, f.window.padding};
  switch (f.kind) {
    case Kind::linear:
      return graph.template add<Linear>(name, x, f.in, f.out);
    case Kind::conv2d:
      return graph.template add<Conv2d>(name, x, f.in, f.out, convolution);
    case Kind::batch_norm:
      return graph.template add<BatchNorm>(name, x, f.in,
                                           {f.momentum, f.number});
    case Kind::max_pool:
      return graph.template add<MaxPool2d>(name, x, f.window.kernel, pool);
    case Kind::average_pool:
      return graph.template add<AveragePool2d>(name, x, f.window.kernel, pool);
    case Kind::global_average_pool:
      return graph.template add<GlobalAveragePool2d>(name, x);
    case Kind::flatten:
      return graph.template add<Flatten>(name, x);
    case Kind::dropout:
      return graph.template add<Dropout>(name, x, f.number);
    case Kind::identity:
      return graph.template add<Identity>(name, x);
    case Kind::relu:
      return graph.template add<ReLU>(name, x);
    case Kind::leaky_relu:
      return graph.template add<LeakyReLU>(name, x, f.number);
    case Kind::gelu:
      return graph.template add<GELU>(name, x);
    case Kind::sigmoid:
      return graph.template add<Sigmoid>(name, x);
    case Kind::tanh:
      return graph.template add<Tanh>(name, x);
    case Kind::softmax:
      return graph.template add<Softmax>(name, x);
    case Kind::add:
      return graph.template add<Add>(name, inputs);
    case Kind::concatenate:
      return graph.template add<Concatenate>(name, inputs);
    case Kind::pad_channels:
      return graph.template add<PadChannels>(name, x, f.out);
  }
  throw Error("a kind of layer that does not exist");
}

}  // namespace nn
