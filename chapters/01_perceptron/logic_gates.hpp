/// Logic gates as perceptrons whose weights are set by hand.
#pragma once

#include <array>

#include "perceptron.hpp"

namespace chapter01 {

/// The four inputs of a gate, in the order that tables print them.
struct InputRow {
  bool x1, x2;
};
inline constexpr std::array<InputRow, 4> all_inputs{
    {{false, false}, {false, true}, {true, false}, {true, true}}};

// #region threshold-form
/// A gate in threshold form: fires when w1 x1 + w2 x2 > theta.
/// Inputs are 0 or 1, or anything between: a gate is defined on the plane.
struct ThresholdGate {
  double w1, w2, theta;
  bool operator()(double x1, double x2) const {
    return w1 * x1 + w2 * x2 > theta;
  }
};

inline constexpr ThresholdGate and_by_threshold{0.5, 0.5, 0.7};
inline constexpr ThresholdGate nand_by_threshold{-0.5, -0.5, -0.7};
inline constexpr ThresholdGate or_by_threshold{0.5, 0.5, 0.2};
// #endregion threshold-form

// #region bias-form
/// A gate in bias form: fires when w1 x1 + w2 x2 + b > 0.
struct Gate {
  double w1, w2, b;
  double sum(double x1, double x2) const { return w1 * x1 + w2 * x2 + b; }
  bool operator()(double x1, double x2) const { return fires(sum(x1, x2)); }
};

/// The threshold moves to the other side of the inequality: b = -theta.
constexpr Gate bias_form(const ThresholdGate& gate) {
  return {gate.w1, gate.w2, -gate.theta};
}

inline constexpr Gate and_gate = bias_form(and_by_threshold);
inline constexpr Gate nand_gate = bias_form(nand_by_threshold);
inline constexpr Gate or_gate = bias_form(or_by_threshold);
// #endregion bias-form

// #region xor
/// The hidden layer of XOR: two neurons with the same inputs.
struct Hidden {
  bool h1, h2;
};
inline Hidden xor_hidden(double x1, double x2) {
  return {nand_gate(x1, x2), or_gate(x1, x2)};
}

/// XOR = AND(NAND, OR): a third neuron takes the two hidden ones as inputs.
inline bool xor_gate(double x1, double x2) {
  const auto [h1, h2] = xor_hidden(x1, x2);
  return and_gate(h1, h2);
}
// #endregion xor

}  // namespace chapter01
