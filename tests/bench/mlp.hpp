// Chapter 9's mlp, for benchmarks of training steps.
#pragma once

#include "nn/cpu/cpu.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"

/// Adds its layers to a model without any and builds it.
inline nn::Sequential<nn::Cpu>& build_mlp(nn::Sequential<nn::Cpu>& model) {
  model.add<nn::Linear>(784, 256).add<nn::ReLU>();
  model.add<nn::Linear>(256, 128).add<nn::ReLU>();
  model.add<nn::Linear>(128, 10);
  model.build(1);
  return model;
}
