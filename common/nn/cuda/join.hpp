/// Joining what several layers give, on the device. Same file in reference/:
/// the formulas.
#pragma once

#include "nn/core/shape.hpp"
#include "nn/cuda/matrix.hpp"

namespace nn::cuda {

struct Join {
  static void add(const Matrix& a, const Matrix& b, Matrix& y);
  static void clear(Matrix& y);
  static void insert_channels(const Matrix& x, const ChannelSlice& slice,
                              Matrix& y);
  static void extract_channels(const Matrix& y, const ChannelSlice& slice,
                               Matrix& x);
};

}  // namespace nn::cuda
