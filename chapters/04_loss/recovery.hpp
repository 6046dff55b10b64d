/// How fast does a neuron recover when it is wrong and sure of it?
#pragma once

#include "sigmoid.hpp"

namespace chapter04 {

/// A neuron whose output p = sigmoid(z) should be 1. The slope of (p - 1)^2
/// over z has the factor p (1 - p), the slope of the sigmoid, which vanishes
/// exactly where p is most wrong.
inline double squared_slope(double z) {
  const double p = sigmoid(z);
  return 2 * (p - 1) * p * (1 - p);
}

/// The slope of -log p: the logarithm cancels that factor.
inline double cross_entropy_slope(double z) {
  return sigmoid(z) - 1;
}

/// Steps of gradient descent with rate 1 from z until p is above 0.9.
template <class Slope>
long steps_to_recover(const Slope& slope, double z) {
  long steps = 0;
  for (; sigmoid(z) <= 0.9; ++steps)
    z -= slope(z);
  return steps;
}

}  // namespace chapter04
