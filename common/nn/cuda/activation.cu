#include "nn/cuda/activation.hpp"
#include "nn/cuda/index.cuh"
#include "nn/cuda/launch.cuh"

namespace nn::cuda {

// ---- number by number

// Each function y = f(x), and its gradient dx = g(y, dy) in terms of y (GELU's
// in terms of x): the formulas are those of reference/activation.hpp.

struct Relu {
  // NaN stays NaN: fmaxf(x, 0) would make it 0, and an error would vanish.
  __device__ float operator()(float x) const { return x < 0 ? 0 : x; }
};
struct ReluGradient {
  __device__ float operator()(float y, float dy) const {
    return y > 0 ? dy : 0;
  }
};
struct Sigmoid {
  __device__ float operator()(float x) const { return 1 / (1 + expf(-x)); }
};
struct SigmoidGradient {
  __device__ float operator()(float y, float dy) const {
    return dy * y * (1 - y);
  }
};
struct Tanh {
  __device__ float operator()(float x) const { return tanhf(x); }
};
struct TanhGradient {
  __device__ float operator()(float y, float dy) const {
    return dy * (1 - y * y);
  }
};
struct LeakyRelu {
  float slope;
  __device__ float operator()(float x) const { return x < 0 ? slope * x : x; }
};
struct LeakyReluGradient {
  float slope;
  __device__ float operator()(float y, float dy) const {
    return y > 0 ? dy : slope * dy;
  }
};
/// The probability that a standard normal number is below x.
__device__ inline float normal_cdf(float x) {
  return erfcf(-0.70710678f * x) / 2;  // 1 / sqrt 2
}
struct Gelu {
  __device__ float operator()(float x) const { return x * normal_cdf(x); }
};
struct GeluGradient {
  __device__ float operator()(float x, float dy) const {
    // Far from 0, x phi(x) is 0; infinity times 0 would be NaN.
    const float near = x < -13 ? -13 : x > 13 ? 13 : x;
    const float density = 0.39894228f * expf(-near * near / 2);
    return dy * (normal_cdf(x) + near * density);  // 0.39…: 1 / sqrt(2 pi)
  }
};
struct Same {
  __device__ float operator()(float x) const { return x; }
};

// #region map
/// y = f(x), number by number. A thread takes every step()-th number, so any
/// number of threads works; neighboring threads read neighboring numbers.
template <class F>
__global__ void map(int n, F f, const float* x, float* y) {
  for (int i = first(); i < n; i += step())
    y[i] = f(x[i]);
}
// #endregion map

template <class F>
__global__ void map_two(int n, F f, const float* a, const float* b, float* y) {
  for (int i = first(); i < n; i += step())
    y[i] = f(a[i], b[i]);
}

namespace {

template <class F>
void apply(F f, const Matrix& x, Matrix& y, const Place& where) {
  if (x.empty()) return;
  launch(over(x.n_elem, where), map<F>, as_int(x.n_elem), f, x.data(),
         y.data());
}
template <class F>
void apply(F f, const Matrix& a, const Matrix& b, Matrix& y,
           const Place& where) {
  if (a.empty()) return;
  launch(over(a.n_elem, where), map_two<F>, as_int(a.n_elem), f, a.data(),
         b.data(), y.data());
}

}  // namespace

void Activation::relu(const Matrix& x, Matrix& y) {
  apply(Relu{}, x, y, Place::current());
}
void Activation::relu_gradient(const Matrix& y, const Matrix& dy, Matrix& dx) {
  apply(ReluGradient{}, y, dy, dx, Place::current());
}
void Activation::sigmoid(const Matrix& x, Matrix& y) {
  apply(Sigmoid{}, x, y, Place::current());
}
void Activation::sigmoid_gradient(const Matrix& y, const Matrix& dy,
                                  Matrix& dx) {
  apply(SigmoidGradient{}, y, dy, dx, Place::current());
}
void Activation::tanh(const Matrix& x, Matrix& y) {
  apply(Tanh{}, x, y, Place::current());
}
void Activation::tanh_gradient(const Matrix& y, const Matrix& dy, Matrix& dx) {
  apply(TanhGradient{}, y, dy, dx, Place::current());
}
void Activation::leaky_relu(const Matrix& x, double slope, Matrix& y) {
  apply(LeakyRelu{static_cast<float>(slope)}, x, y, Place::current());
}
void Activation::leaky_relu_gradient(const Matrix& y, const Matrix& dy,
                                     double slope, Matrix& dx) {
  apply(LeakyReluGradient{static_cast<float>(slope)}, y, dy, dx,
        Place::current());
}
void Activation::gelu(const Matrix& x, Matrix& y) {
  apply(Gelu{}, x, y, Place::current());
}
void Activation::gelu_gradient(const Matrix& x, const Matrix& dy, Matrix& dx) {
  apply(GeluGradient{}, x, dy, dx, Place::current());
}
void Activation::copy(const Matrix& x, Matrix& y) {
  apply(Same{}, x, y, Place::current());
}

// ---- column by column: one warp per sample

__global__ void softmax_columns(int rows, int cols, const float* x, float* y) {
  for (int j = first() / warp_size; j < cols; j += step() / warp_size) {
    const float* in = x + j * rows;
    float* out = y + j * rows;
    float largest = -INFINITY, sum = 0;
    for (int i = lane(); i < rows; i += warp_size)
      largest = fmaxf(largest, in[i]);
    largest = warp_max(largest);
    for (int i = lane(); i < rows; i += warp_size)
      sum += expf(in[i] - largest);
    sum = warp_sum(sum);
    for (int i = lane(); i < rows; i += warp_size)
      out[i] = expf(in[i] - largest) / sum;
  }
}

__global__ void softmax_gradient_columns(int rows, int cols, const float* y,
                                         const float* dy, float* dx) {
  for (int j = first() / warp_size; j < cols; j += step() / warp_size) {
    float dot = 0;
    for (int i = lane(); i < rows; i += warp_size)
      dot += dy[j * rows + i] * y[j * rows + i];
    dot = warp_sum(dot);
    for (int i = lane(); i < rows; i += warp_size)
      dx[j * rows + i] = y[j * rows + i] * (dy[j * rows + i] - dot);
  }
}

void Activation::softmax(const Matrix& x, Matrix& y) {
  launch(warps(x.n_cols), softmax_columns, as_int(x.n_rows), as_int(x.n_cols),
         x.data(), y.data());
}
void Activation::softmax_gradient(const Matrix& y, const Matrix& dy,
                                  Matrix& dx) {
  launch(warps(y.n_cols), softmax_gradient_columns, as_int(y.n_rows),
         as_int(y.n_cols), y.data(), dy.data(), dx.data());
}

}  // namespace nn::cuda
