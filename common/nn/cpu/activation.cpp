#include "nn/cpu/activation.hpp"

#include "nn/core/vector_math.hpp"

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

/// dx[i] = f(y[i], dy[i]); GELU's y is x
template <class F>
void map(const arma::fmat& y, const arma::fmat& dy, arma::fmat& dx, F f) {
  const float *at = y.memptr(), *in = dy.memptr();
  float* out = dx.memptr();
#pragma omp simd
  for (arma::uword i = 0; i < y.n_elem; ++i)
    out[i] = f(at[i], in[i]);
}

/// y = softmax(x), n numbers.
void softmax_column(const float* x, std::size_t n, float* y) {
  float largest = x[0];
  for (std::size_t i = 1; i < n; ++i)
    largest = x[i] > largest ? x[i] : largest;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i)
    y[i] = vector_exp(x[i] - largest);
  float sum = 0;
  for (std::size_t i = 0; i < n; ++i)
    sum += y[i];
  const float factor = 1 / sum;
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i)
    y[i] *= factor;
}

void softmax_gradient_column(const float* y, const float* dy, std::size_t n,
                             float* dx) {
  float dot = 0;
  for (std::size_t i = 0; i < n; ++i)
    dot = std::fma(dy[i], y[i], dot);
#pragma omp simd
  for (std::size_t i = 0; i < n; ++i)
    dx[i] = y[i] * (dy[i] - dot);
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
  map(x, y, [](float v) { return vector_sigmoid(v); });
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

void Activation::leaky_relu(const arma::fmat& x, double slope, arma::fmat& y) {
  const auto s = static_cast<float>(slope);
  map(x, y, [s](float v) { return v < 0 ? s * v : v; });
}

void Activation::leaky_relu_gradient(const arma::fmat& y, const arma::fmat& dy,
                                     double slope, arma::fmat& dx) {
  const auto s = static_cast<float>(slope);
  map(y, dy, dx, [s](float v, float d) { return v > 0 ? d : s * d; });
}

void Activation::gelu(const arma::fmat& x, arma::fmat& y) {
  map(x, y, [](float v) { return v * vector_normal_cdf(v); });
}

void Activation::gelu_gradient(const arma::fmat& x, const arma::fmat& dy,
                               arma::fmat& dx) {
  map(x, dy, dx, [](float v, float d) {
    // Beyond 13 the second term is below 1e-36, but v times a density that
    // ends at 1e-38 would grow again.
    const float near = v < -13 ? -13 : v > 13 ? 13 : v;
    const float density = 0.398942280f * vector_exp(-0.5f * near * near);
    return d * (vector_normal_cdf(v) + near * density);
  });
}

void Activation::softmax(const arma::fmat& x, arma::fmat& y) {
  for (arma::uword j = 0; j < x.n_cols; ++j)
    softmax_column(x.colptr(j), x.n_rows, y.colptr(j));
}

void Activation::softmax_gradient(const arma::fmat& y, const arma::fmat& dy,
                                  arma::fmat& dx) {
  for (arma::uword j = 0; j < y.n_cols; ++j)
    softmax_gradient_column(y.colptr(j), dy.colptr(j), y.n_rows, dx.colptr(j));
}

void Activation::copy(const arma::fmat& x, arma::fmat& y) {
  map(x, y, [](float v) { return v; });
}

}  // namespace nn::cpu
