/// A layer in a few numbers, whatever its backend: what an .onnx file needs to
/// know of it, and what is known of it from one. Chapter 15.
#pragma once

#include "nn/core/window.hpp"

namespace nn {

enum class LayerKind {
  linear,
  conv2d,
  batch_norm,
  max_pool,
  average_pool,
  global_average_pool,
  flatten,
  dropout,
  identity,
  relu,
  leaky_relu,
  gelu,
  sigmoid,
  tanh,
  softmax,
  add,
  concatenate,
  pad_channels
};

struct LayerFacts {
  LayerKind kind = LayerKind::identity;
  std::size_t in = 0, out = 0;  ///< features or channels, where it has them
  Window window = {};           ///< of a convolution or a pooling
  bool bias = true;             ///< of a convolution
  double number = 0;            ///< slope, probability or epsilon
  double momentum = 0;          ///< of a BatchNorm
};

}  // namespace nn
