/// Operations number by number, and what makes shapes meet for them.
#pragma once

#include <cmath>

#include "nn/core/vector_math.hpp"

#include "operation.hpp"

namespace chapter14 {

/// The functions that formulas use, in both precisions; float ones are the
/// library's, whose bits are the same on every machine.
namespace formula {
inline float fma(float a, float b, float c) {
  return nn::cpu::fused(a, b, c);
}
inline double fma(double a, double b, double c) {
  return std::fma(a, b, c);
}
inline float exp(float x) {
  return nn::cpu::vector_exp(x);
}
inline double exp(double x) {
  return std::exp(x);
}
inline float log(float x) {
  return nn::cpu::vector_log(x);
}
inline double log(double x) {
  return std::log(x);
}
inline float tanh(float x) {
  return nn::cpu::vector_tanh(x);
}
inline double tanh(double x) {
  return std::tanh(x);
}
inline float sigmoid(float x) {
  return nn::cpu::vector_sigmoid(x);
}
inline double sigmoid(double x) {
  return 1 / (1 + std::exp(-x));
}
}  // namespace formula

/// out[i] = f(in[0][i], in[1][i], …)
template <class Real, class F>
void map(std::size_t n, const Real* const* in, Real* out) {
  const F f{};
  if constexpr (std::is_invocable_v<F, Real>) {
    const Real* a = in[0];
#pragma omp simd
    for (std::size_t i = 0; i < n; ++i)
      out[i] = f(a[i]);
  } else if constexpr (std::is_invocable_v<F, Real, Real>) {
    const Real *a = in[0], *b = in[1];
#pragma omp simd
    for (std::size_t i = 0; i < n; ++i)
      out[i] = f(a[i], b[i]);
  } else {
    const Real *a = in[0], *b = in[1], *c = in[2];
#pragma omp simd
    for (std::size_t i = 0; i < n; ++i)
      out[i] = f(a[i], b[i], c[i]);
  }
}

Dims dims_of_elementwise(const Request& request);
double work_of_elementwise(const Node& node, const std::vector<const Dims*>&);

/// An elementwise operation from its formula: a function of one, two or three
/// numbers, for float and double; the same as text, with {0}, {1}, {2} for the
/// inputs; and the gradient.
template <class F>
Operation elementwise(std::string name, F, std::string code,
                      Tensors (*vjp)(const Reverse&)) {
  constexpr std::size_t inputs = std::is_invocable_v<F, float>          ? 1
                                 : std::is_invocable_v<F, float, float> ? 2
                                                                        : 3;
  Operation result = {
      std::move(name),    Kind::elementwise, inputs, dims_of_elementwise, vjp,
      work_of_elementwise};
  result.map_float = map<float, F>;
  result.map_double = map<double, F>;
  result.code = std::move(code);
  return result;
}

/// Applies an elementwise operation; inputs of which one is the other repeated
/// along some axes are broadcast to the same shape first.
Tensor apply(const Operation& operation, const Located& first,
             const Tensors& others = {});

Tensor operator+(const Located& a, const Tensor& b);
Tensor operator-(const Located& a, const Tensor& b);
Tensor operator*(const Located& a, const Tensor& b);
Tensor operator/(const Located& a, const Tensor& b);
Tensor operator-(const Located& a);
Tensor absolute(const Located& a);
Tensor exp(const Located& a);
Tensor log(const Located& a);  ///< natural
Tensor sqrt(const Located& a);
Tensor tanh(const Located& a);
Tensor sigmoid(const Located& a);
Tensor relu(const Located& a);
Tensor less(const Located& a, const Tensor& b);  ///< 1 where a < b, else 0
/// a where the condition is not 0, b elsewhere
Tensor where(const Located& condition, const Tensor& a, const Tensor& b);
/// a * b + c, rounded once
Tensor fma(const Located& a, const Tensor& b, const Tensor& c);

// With a plain number.
Tensor operator+(const Located& a, double b);
Tensor operator-(const Located& a, double b);
Tensor operator*(const Located& a, double b);
Tensor operator/(const Located& a, double b);
Tensor operator+(double a, const Located& b);
Tensor operator-(double a, const Located& b);
Tensor operator*(double a, const Located& b);
Tensor operator/(double a, const Located& b);

/// The operations above, for the table of them all.
std::vector<const Operation*> elementwise_operations();

}  // namespace chapter14
