/// Ten thousand descent steps with the network 2-2-2: what learning is.
#pragma once

#include "pencil.hpp"

namespace chapter03 {

/// What happens to the biases: the notes mention updating them, but the
/// published numbers (Mazur's) come from leaving them fixed.
enum class Biases {
  fixed,   ///< stay at 0.35 and 0.60
  shared,  ///< one per layer: its gradient is the sum of its neurons' deltas
  own,     ///< one per neuron, as in every library
};

// #region descend
/// w <- w - rate * dE/dw
inline void descend(Weights& n, Weights gradient, double rate, Biases biases) {
  if (biases == Biases::fixed)
    gradient.b_h1 = gradient.b_h2 = gradient.b_o1 = gradient.b_o2 = 0;
  if (biases == Biases::shared) {
    gradient.b_h1 = gradient.b_h2 = gradient.b_h1 + gradient.b_h2;
    gradient.b_o1 = gradient.b_o2 = gradient.b_o1 + gradient.b_o2;
  }
  for (const auto& [name, place] : places)
    n.*place -= rate * gradient.*place;
}
// #endregion descend

/// Whether all gradients are known before the first weight moves.
enum class Order {
  gradients_first,
  outputs_first  ///< a common slip: w5 ... w8 move, then the rest is computed
};

/// The gradients that a step uses. The slip computes the hidden deltas from
/// output weights that have already moved.
inline Weights step_gradient(const Weights& n, const Sample& s,
                             const Forward& a, double rate, Order order) {
  const Weights gradient = backward(n, s, a).gradient;
  if (order == Order::gradients_first) return gradient;
  Weights moved = n;
  descend(moved, gradient, rate, Biases::fixed);
  return backward(moved, s, a).gradient;
}

/// Takes `steps` steps; returns the error at the start and after each step.
inline std::vector<double> learn(Weights& n, const Sample& s, int steps,
                                 double rate, Biases biases,
                                 double (*f)(double) = sigmoid,
                                 Order order = Order::gradients_first) {
  std::vector<double> errors;
  for (int step = 0; step < steps; ++step) {
    const Forward a = forward(n, s, f);
    errors.push_back(error(a, s).total());
    descend(n, step_gradient(n, s, a, rate, order), rate, biases);
  }
  errors.push_back(error(forward(n, s, f), s).total());
  return errors;
}

}  // namespace chapter03
