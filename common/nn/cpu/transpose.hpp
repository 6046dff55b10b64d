/// Blocks of a matrix, transposed in vector registers.
#pragma once

#include <utility>

#include "nn/cpu/simd.hpp"

namespace nn::cpu {

/// Exchanges the numbers of a and b so that, in blocks of `Size` numbers, the
/// second block of a and the first of b change places.
template <std::size_t Size>
void exchange_blocks(Vector& a, Vector& b) {
  constexpr auto all = std::make_index_sequence<lanes>{};
  const Vector x = a, y = b;
  // Numbers from `lanes` on are those of the second argument.
  a = [&]<std::size_t... i>(std::index_sequence<i...>) {
    return Vector(
        __builtin_shufflevector(x, y, (i & Size ? lanes + i - Size : i)...));
  }
  (all);
  b = [&]<std::size_t... i>(std::index_sequence<i...>) {
    return Vector(
        __builtin_shufflevector(x, y, (i & Size ? lanes + i : i + Size)...));
  }
  (all);
}

/// One step of the transposition, then those with half the block size.
template <std::size_t Size = lanes / 2>
void transpose(Vector (&rows)[lanes]) {
#pragma GCC unroll 16
  for (std::size_t i = 0; i < lanes; ++i)
    if (!(i & Size)) exchange_blocks<Size>(rows[i], rows[i + Size]);
  if constexpr (Size > 1) transpose<Size / 2>(rows);
}

/// lanes x lanes numbers: to[j * to_step + i] = from[i * from_step + j].
inline void transpose_block(const float* from, std::size_t from_step, float* to,
                            std::size_t to_step) {
  Vector rows[lanes];
#pragma GCC unroll 16
  for (std::size_t i = 0; i < lanes; ++i)
    rows[i] = load(from + i * from_step);
  transpose(rows);
#pragma GCC unroll 16
  for (std::size_t i = 0; i < lanes; ++i)
    store(to + i * to_step, rows[i]);
}

/// A few weights: `from` is cols x rows numbers, `to` its transpose.
inline void transpose_small(const float* from, std::size_t rows,
                            std::size_t cols, float* to) {
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < cols; ++c)
      to[r * cols + c] = from[c * rows + r];
}

}  // namespace nn::cpu
