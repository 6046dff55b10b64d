/// Activation functions of one number, and their derivatives. Notes D1.6.
#pragma once

#include <array>
#include <cmath>

#include "nn/reference/reference.hpp"

#include "sigmoid.hpp"

namespace chapter03 {

inline double threshold(double x) {
  return x > 0 ? 1 : 0;
}
inline double threshold_slope(double) {
  return 0;  // wherever it has one
}
inline double sigmoid_slope(double x) {
  return sigmoid(x) * (1 - sigmoid(x));
}
inline double tanh(double x) {
  return (1 - std::exp(-2 * x)) / (1 + std::exp(-2 * x));
}
inline double tanh_slope(double x) {
  return 1 - tanh(x) * tanh(x);
}
inline double linear(double x) {
  return x;
}
inline double linear_slope(double) {
  return 1;
}
inline double relu(double x) {
  return x > 0 ? x : 0;
}
inline double relu_slope(double x) {
  return x > 0 ? 1 : 0;
}

/// Leaky ReLU: 0.01 x below 0, so every unit has a gradient.
inline double leaky_relu(double x) {
  return x > 0 ? x : 0.01 * x;
}
inline double leaky_relu_slope(double x) {
  return x > 0 ? 1 : 0.01;
}
/// x times the probability that a normal number is below x: a smooth ReLU.
inline double gelu(double x) {
  return x * std::erfc(-x / std::sqrt(2)) / 2;
}
inline double gelu_slope(double x) {
  const double density = std::exp(-x * x / 2) / std::sqrt(2 * M_PI);
  return std::erfc(-x / std::sqrt(2)) / 2 + x * density;
}

/// A function of one number with its derivative.
struct Curve {
  const char* name;
  double (*f)(double);
  double (*slope)(double);
};
inline constexpr std::array<Curve, 7> curves = {
    {{"threshold", threshold, threshold_slope},
     {"sigmoid", sigmoid, sigmoid_slope},
     {"tanh", tanh, tanh_slope},
     {"linear", linear, linear_slope},
     {"ReLU", relu, relu_slope},
     {"LeakyReLU", leaky_relu, leaky_relu_slope},
     {"GELU", gelu, gelu_slope}}};

/// The sixth takes more than one number: each output depends on all inputs.
inline arma::vec softmax(const arma::vec& x) {
  // Adding a constant to all inputs does not change softmax; with the largest
  // input at 0, no exponential overflows.
  const arma::vec e = arma::exp(x - x.max());
  return e / arma::accu(e);
}
/// dy_i / dx_j = y_i (1 - y_i) where i = j, else -y_i y_j.
inline arma::mat softmax_slopes(const arma::vec& x) {
  const arma::vec y = softmax(x);
  return arma::diagmat(y) - y * y.t();
}

/// tanh as the notes print it, parenthesis misplaced: 1 - e^-2x / (1 + e^-2x).
inline double tanh_as_printed(double x) {
  return (1 - std::exp(-2 * x) / (1 + std::exp(-2 * x)));
}

/// The same functions from the library, applied to every element of x: those of
/// `curves` by name (no threshold: nothing could learn through one).
inline arma::mat by_library(const std::string& name, const arma::mat& x) {
  using B = nn::Reference<double>;
  arma::mat y(arma::size(x));
  if (name == "sigmoid") B::sigmoid(x, y);
  if (name == "tanh") B::tanh(x, y);
  if (name == "linear") B::copy(x, y);
  if (name == "ReLU") B::relu(x, y);
  if (name == "LeakyReLU") B::leaky_relu(x, 0.01, y);
  if (name == "GELU") B::gelu(x, y);
  return y;
}

/// Share of -10 ... 10 with a slope of 0.01 or more, up or down: where a unit
/// can learn.
inline double share_with_slope(const Curve& curve) {
  int count = 0;
  const int points = 20001;
  for (int i = 0; i < points; ++i)
    if (std::abs(curve.slope(-10 + 20.0 * i / (points - 1))) >= 0.01) ++count;
  return double(count) / points;
}

}  // namespace chapter03
