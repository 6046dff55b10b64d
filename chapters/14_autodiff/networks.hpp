/// Chapter 9's networks as graphs, and a step of their training.
#pragma once

#include "program.hpp"

namespace chapter14 {

/// A network on a graph: what goes in, what comes out, what can be learned.
struct Network {
  Tensor x;       ///< features x samples
  Tensor labels;  ///< 1 x samples
  Tensor logits;  ///< classes x samples
  Tensors parameters;
};

/// 784-256-128-10.
Network mlp(Graph& graph, std::size_t samples);
/// Two convolutions of 16 and 32 channels, then 1568-128-10.
Network cnn(Graph& graph, std::size_t samples);

/// Adam (Kingma and Ba, 2015, algorithm 1) for all parameters: the inputs
/// "rate" and "scale" are learning_rate / (1 - beta1^t) and
/// 1 / sqrt(1 - beta2^t); each parameter w has the averages "m_w" and "v_w".
void add_adam(Program& program, const Tensors& parameters,
              const Tensors& gradients);

struct TrainingStep {
  Program program;
  std::vector<std::string> parameters;  ///< names, in order
  Id loss = 0;
};

/// Forward, loss, backward and Adam of "mlp" or "cnn".
TrainingStep training_step(const std::string& network, std::size_t samples);

}  // namespace chapter14
