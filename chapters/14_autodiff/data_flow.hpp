/// Two graphs to look at: a neuron's, and the one that note D6 describes.
#pragma once

#include "picture.hpp"

namespace chapter14 {

/// y = sigmoid(w x + b) for four samples of two numbers, its mean squared
/// error, and the derivatives of that with respect to w and b.
struct Neuron {
  Program program;
  Id loss;
};
Neuron neuron();

/// A training step with a name for every part of it. Row 45.
struct DataFlow {
  Program program;
  std::vector<Group> groups;
};
/// Images of 8 x 8 pixels, a layer of 32 with ReLU, a layer of 10 logits,
/// softmax and cross-entropy, gradients, and a step downhill (SGD).
DataFlow data_flow(std::size_t samples);

/// What goes from device to device, if each node is computed by device[id]: a
/// tensor goes to another device once, however many nodes there use it.
struct Traffic {
  std::size_t tensors = 0;
  std::size_t numbers = 0;
};
Traffic traffic(const Graph& graph, const std::vector<int>& device);

}  // namespace chapter14
