/// The functions of tensors for tensors that have numbers at once. Same names,
/// so that a template can be written for both.
#pragma once

#include "elementwise.hpp"
#include "losses.hpp"
#include "products.hpp"
#include "shapes.hpp"
#include "tape.hpp"

namespace chapter14 {

// #region eager_functions
inline Eager product(const EagerAt& A, const Eager& B) {
  const auto f = [](const Tensor& a, const Tensor& b) { return product(a, b); };
  return A.value.tape->now(f, A, B);
}
inline Eager operator+(const EagerAt& a, const Eager& b) {
  const auto f = [](const Tensor& x, const Tensor& y) { return x + y; };
  return a.value.tape->now(f, a, b);
}
// #endregion eager_functions
inline Eager operator-(const EagerAt& a, const Eager& b) {
  const auto f = [](const Tensor& x, const Tensor& y) { return x - y; };
  return a.value.tape->now(f, a, b);
}
inline Eager operator*(const EagerAt& a, const Eager& b) {
  const auto f = [](const Tensor& x, const Tensor& y) { return x * y; };
  return a.value.tape->now(f, a, b);
}
inline Eager operator*(const EagerAt& a, double b) {
  return a.value.tape->now([b](const Tensor& x) { return x * b; }, a);
}
inline Eager exp(const EagerAt& x) {
  return x.value.tape->now([](const Tensor& t) { return exp(t); }, x);
}
inline Eager tanh(const EagerAt& x) {
  return x.value.tape->now([](const Tensor& t) { return tanh(t); }, x);
}
inline Eager relu(const EagerAt& x) {
  return x.value.tape->now([](const Tensor& t) { return relu(t); }, x);
}
inline Eager sum(const EagerAt& x) {
  return x.value.tape->now([](const Tensor& t) { return sum(t); }, x);
}
inline Eager slice(const EagerAt& x, std::size_t axis, std::size_t begin,
                   std::size_t end) {
  const auto f = [=](const Tensor& t) { return slice(t, axis, begin, end); };
  return x.value.tape->now(f, x);
}
inline Eager softmax_cross_entropy(const EagerAt& logits, const Eager& labels) {
  const auto f = [](const Tensor& z, const Tensor& l) {
    return softmax_cross_entropy(z, l);
  };
  return logits.value.tape->now(f, logits, labels);
}

// #region number
/// The number of a tensor that has just one: to decide by it what to do next.
double number(const EagerAt& x);
/// nn::Error: a tensor that is only recorded has none, unless it is a constant.
double number(const Located& x);
// #endregion number

}  // namespace chapter14
