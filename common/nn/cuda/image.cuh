/// A window that slides over images, as kernels see it: nn/core/window.hpp
/// in ints. The layout is as everywhere: sample by sample, pixel by pixel,
/// channels fastest.
#pragma once

#include "nn/core/window.hpp"
#include "nn/cuda/launch.cuh"

namespace nn::cuda {

struct Image {
  int channels, height, width;              // of the input
  int out_channels, out_height, out_width;  // of the output
  int kernel, stride, padding;

  __host__ __device__ int in_numbers() const {
    return channels * height * width;
  }
  __host__ __device__ int out_pixels() const { return out_height * out_width; }
  /// Numbers in a window of all channels.
  __host__ __device__ int patch() const { return kernel * kernel * channels; }
};

inline Image image_of(const WindowedShape& shape) {
  const auto& [in, out, window] = shape;
  return {as_int(in.channels),   as_int(in.height),     as_int(in.width),
          as_int(out.channels),  as_int(out.height),    as_int(out.width),
          as_int(window.kernel), as_int(window.stride), as_int(window.padding)};
}

/// Where in the input a window's tap is: its pixel, or -1 in the margin.
__device__ inline int tap_pixel(const Image& g, int out_pixel, int tap) {
  const int y = out_pixel / g.out_width * g.stride + tap / g.kernel - g.padding;
  const int x = out_pixel % g.out_width * g.stride + tap % g.kernel - g.padding;
  return y >= 0 && y < g.height && x >= 0 && x < g.width ? y * g.width + x : -1;
}

/// The other way: the window whose tap this input pixel is, or -1 if there is
/// none.
__device__ inline int window_of(const Image& g, int in_pixel, int tap) {
  const int y = in_pixel / g.width + g.padding - tap / g.kernel;
  const int x = in_pixel % g.width + g.padding - tap % g.kernel;
  if (y < 0 || x < 0 || y % g.stride != 0 || x % g.stride != 0) return -1;
  const int row = y / g.stride, column = x / g.stride;
  return row < g.out_height && column < g.out_width ? row * g.out_width + column
                                                    : -1;
}

}  // namespace nn::cuda
