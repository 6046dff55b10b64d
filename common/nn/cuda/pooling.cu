#include "nn/cuda/image.cuh"
#include "nn/cuda/index.cuh"
#include "nn/cuda/pooling.hpp"

namespace nn::cuda {

// One thread per number: of the output going forward, of the input going
// backward. There each thread adds up what comes from all windows that its
// number belongs to, so no two threads write to the same place.

/// Number i taken apart: its sample, pixel and channel.
struct Number {
  int sample, pixel, channel;
  __device__ Number(int i, int channels, int pixels)
      : sample(i / channels / pixels),
        pixel(i / channels % pixels),
        channel(i % channels) {}
};

// #region max_pool
__global__ void max_pool_kernel(int n, Image g, const float* x, float* y,
                                std::uint8_t* argmax) {
  for (int i = first(); i < n; i += step()) {
    const Number to(i, g.channels, g.out_pixels());
    const float* image = x + to.sample * g.in_numbers();
    // #region max_pool_window
    float best = -INFINITY;
    int place = 0;
    for (int tap = 0; tap < g.kernel * g.kernel; ++tap) {
      const int pixel = tap_pixel(g, to.pixel, tap);
      if (pixel < 0) continue;
      const float v = image[pixel * g.channels + to.channel];
      if (v > best || isnan(v)) best = v, place = tap;
    }
    // #endregion max_pool_window
    y[i] = best;
    argmax[i] = static_cast<std::uint8_t>(place);
  }
}
// #endregion max_pool

__global__ void max_pool_gradient_kernel(int n, Image g, const float* dy,
                                         const std::uint8_t* argmax,
                                         float* dx) {
  for (int i = first(); i < n; i += step()) {
    const Number from(i, g.channels, g.height * g.width);
    const int outputs = from.sample * g.out_pixels();
    float sum = 0;
    // From the last tap to the first: windows in ascending order.
    for (int tap = g.kernel * g.kernel - 1; tap >= 0; --tap) {
      const int window = window_of(g, from.pixel, tap);
      if (window < 0) continue;
      const int to = (outputs + window) * g.channels + from.channel;
      if (argmax[to] == tap) sum += dy[to];
    }
    dx[i] = sum;
  }
}

__global__ void average_pool_kernel(int n, Image g, const float* x, float* y) {
  const float share = 1 / static_cast<float>(g.kernel * g.kernel);
  for (int i = first(); i < n; i += step()) {
    const Number to(i, g.channels, g.out_pixels());
    const float* image = x + to.sample * g.in_numbers();
    float sum = 0;
    for (int tap = 0; tap < g.kernel * g.kernel; ++tap) {
      const int pixel = tap_pixel(g, to.pixel, tap);
      if (pixel >= 0) sum += share * image[pixel * g.channels + to.channel];
    }
    y[i] = sum;
  }
}

__global__ void average_pool_gradient_kernel(int n, Image g, const float* dy,
                                             float* dx) {
  const float share = 1 / static_cast<float>(g.kernel * g.kernel);
  for (int i = first(); i < n; i += step()) {
    const Number from(i, g.channels, g.height * g.width);
    const int outputs = from.sample * g.out_pixels();
    float sum = 0;
    for (int tap = g.kernel * g.kernel - 1; tap >= 0; --tap) {
      const int window = window_of(g, from.pixel, tap);
      if (window >= 0)
        sum += share * dy[(outputs + window) * g.channels + from.channel];
    }
    dx[i] = sum;
  }
}

void Pooling::max_pool(const WindowedShape& shape, const Matrix& x, Matrix& y,
                       std::uint8_t* argmax) {
  launch(over(y.n_elem), max_pool_kernel, as_int(y.n_elem), image_of(shape),
         x.data(), y.data(), argmax);
}

void Pooling::max_pool_gradient(const WindowedShape& shape, const Matrix& dy,
                                const std::uint8_t* argmax, Matrix& dx) {
  launch(over(dx.n_elem), max_pool_gradient_kernel, as_int(dx.n_elem),
         image_of(shape), dy.data(), argmax, dx.data());
}

void Pooling::average_pool(const WindowedShape& shape, const Matrix& x,
                           Matrix& y) {
  launch(over(y.n_elem), average_pool_kernel, as_int(y.n_elem), image_of(shape),
         x.data(), y.data());
}

void Pooling::average_pool_gradient(const WindowedShape& shape,
                                    const Matrix& dy, Matrix& dx) {
  launch(over(dx.n_elem), average_pool_gradient_kernel, as_int(dx.n_elem),
         image_of(shape), dy.data(), dx.data());
}

}  // namespace nn::cuda
