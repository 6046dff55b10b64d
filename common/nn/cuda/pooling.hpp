/// Pooling on the device. Same file in reference/: the formulas.
#pragma once

#include <cstdint>

#include "nn/core/window.hpp"
#include "nn/cuda/matrix.hpp"

namespace nn::cuda {

/// `argmax` is device memory. See reference::Pooling.
struct Pooling {
  static void max_pool(const WindowedShape& shape, const Matrix& x, Matrix& y,
                       std::uint8_t* argmax);
  static void max_pool_gradient(const WindowedShape& shape, const Matrix& dy,
                                const std::uint8_t* argmax, Matrix& dx);
  static void average_pool(const WindowedShape& shape, const Matrix& x,
                           Matrix& y);
  static void average_pool_gradient(const WindowedShape& shape,
                                    const Matrix& dy, Matrix& dx);
};

}  // namespace nn::cuda
