/// Transposes blocks of a matrix in vector registers.
#pragma once

#include "nn/core/simd.hpp"

namespace nn::cpu {

using products::transpose_block;

/// A few weights: `from` is cols x rows numbers, `to` its transpose.
inline void transpose_small(const float* from, std::size_t rows,
                            std::size_t cols, float* to) {
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < cols; ++c)
      to[r * cols + c] = from[c * rows + r];
}

}  // namespace nn::cpu
