/// Chapter 3's network 2-2-2, made of values that derive themselves. Its
/// numbers are those of Matt Mazur's "A step by step backpropagation example"
/// (2015).
#pragma once

#include "scalar.hpp"

namespace chapter14 {

/// What happens to the biases (see chapter 3).
enum class Biases {
  fixed,   ///< stay at 0.35 and 0.60
  shared,  ///< one for each layer: one value, used by both neurons
  own,     ///< one for each neuron
};

/// w1 and w2 lead to h1, w3 and w4 to h2, w5 and w6 to o1, w7 and w8 to o2; the
/// biases belong to h1, h2, o1, o2.
struct ScalarNetwork {
  std::vector<Value> w = {0.15, 0.20, 0.25, 0.30, 0.40, 0.45, 0.50, 0.55};
  std::vector<Value> b = {0.35, 0.35, 0.60, 0.60};
  std::vector<Value> learned;  ///< what a step changes

  explicit ScalarNetwork(Biases biases);
};

struct ScalarOutputs {
  Value o1, o2;
  Value error;  ///< (t1 - o1)^2 / 2 + (t2 - o2)^2 / 2
};
/// For the inputs 0.05 and 0.10 and the targets 0.01 and 0.99.
ScalarOutputs forward(const ScalarNetwork& net);

/// Forward, backward, and w <- w - rate * gradient. Returns the error before.
double step(ScalarNetwork& net, double rate);

/// Takes `steps` steps; returns the error at the start and after each step.
std::vector<double> train(ScalarNetwork& net, int steps, double rate);

}  // namespace chapter14
