#include "nn/cpu/activation.hpp"

#include "nn/cpu/vector_math.hpp"

namespace nn::cpu {
namespace {

/// y[i] = f(x[i]); `omp simd` promises that no element depends on another.
template <class F>
void map(const arma::fmat& x, arma::fmat& y, F f) {
  const float* in = x.memptr();
  float* out = y.memptr();
#pragma omp simd
  for (arma::uword i = 0; i < x.n_elem; ++i)
    out[i] = f(in[i]);
}

/// dx[i] = f(y[i], dy[i])
template <class F>
void map(const arma::fmat& y, const arma::fmat& dy, arma::fmat& dx, F f) {
  const float *at = y.memptr(), *in = dy.memptr();
  float* out = dx.memptr();
#pragma omp simd
  for (arma::uword i = 0; i < y.n_elem; ++i)
    out[i] = f(at[i], in[i]);
}

}  // namespace

void Activation::relu(const arma::fmat& x, arma::fmat& y) {
  map(x, y, [](float v) { return v < 0 ? 0.0f : v; });
}

void Activation::relu_gradient(const arma::fmat& y, const arma::fmat& dy,
                               arma::fmat& dx) {
  map(y, dy, dx, [](float v, float d) { return v > 0 ? d : 0.0f; });
}

void Activation::sigmoid(const arma::fmat& x, arma::fmat& y) {
  map(x, y, [](float v) { return 1 / (1 + vector_exp(-v)); });
}

void Activation::sigmoid_gradient(const arma::fmat& y, const arma::fmat& dy,
                                  arma::fmat& dx) {
  map(y, dy, dx, [](float v, float d) { return d * v * (1 - v); });
}

void Activation::tanh(const arma::fmat& x, arma::fmat& y) {
  map(x, y, [](float v) { return vector_tanh(v); });
}

void Activation::tanh_gradient(const arma::fmat& y, const arma::fmat& dy,
                               arma::fmat& dx) {
  map(y, dy, dx, [](float v, float d) { return d * (1 - v * v); });
}

void Activation::copy(const arma::fmat& x, arma::fmat& y) {
  map(x, y, [](float v) { return v; });
}

}  // namespace nn::cpu
