/// Dropout on the device. Same file in reference/: the formula.
#pragma once

#include "nn/core/dropout_stream.hpp"
#include "nn/cuda/matrix.hpp"

namespace nn::cuda {

/// Drops the same numbers as every other backend, bit for bit.
struct Dropout {
  static void dropout(const Matrix& x, double probability,
                      const DropoutStream& stream, std::size_t first_sample,
                      Matrix& y);
};

}  // namespace nn::cuda
