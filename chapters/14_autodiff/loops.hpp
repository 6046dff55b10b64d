/// Loops that written functions share; sizes are known where they are called.
#pragma once

#include <cmath>
#include <cstddef>

#include "nn/core/sums.hpp"
#include "nn/core/vector_math.hpp"

#include "kernels.hpp"

namespace chapter14 {

using nn::cpu::fused, nn::cpu::vector_exp, nn::cpu::vector_log,
    nn::cpu::vector_sigmoid, nn::cpu::vector_tanh;

/// Places of a pooling, a byte each, in the room of floats.
inline std::uint8_t* bytes(float* room) {
  return reinterpret_cast<std::uint8_t*>(room);
}

/// sums = the sum of `columns` vectors of `rows` numbers, in sixteen parts.
inline void sum_of_columns(const float* x, std::size_t rows,
                           std::size_t columns, float* sums) {
  parallel(rows, columns, [=](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; i += 16) {
      const std::size_t n = end - i < 16 ? end - i : 16;
      float parts[nn::sum_parts][16] = {};
      for (std::size_t p = 0; p < nn::sum_parts; ++p)
        for (std::size_t j = nn::part_of(columns, p).begin;
             j < nn::part_of(columns, p).end; ++j)
          for (std::size_t k = 0; k < n; ++k)
            parts[p][k] += x[j * rows + i + k];
      for (std::size_t step = 1; step < nn::sum_parts; step *= 2)
        for (std::size_t p = 0; p < nn::sum_parts; p += 2 * step)
          for (std::size_t k = 0; k < n; ++k)
            parts[p][k] += parts[p + step][k];
      for (std::size_t k = 0; k < n; ++k)
        sums[i + k] = parts[0][k];
    }
  });
}

/// The sum of all numbers: of the columns in sixteen parts.
inline float sum_of_all(const float* x, std::size_t rows, std::size_t columns) {
  float parts[nn::sum_parts] = {};
  for (std::size_t p = 0; p < nn::sum_parts; ++p)
    for (std::size_t i = nn::part_of(columns, p).begin * rows;
         i < nn::part_of(columns, p).end * rows; ++i)
      parts[p] += x[i];
  for (std::size_t step = 1; step < nn::sum_parts; step *= 2)
    for (std::size_t p = 0; p < nn::sum_parts; p += 2 * step)
      parts[p] += parts[p + step];
  return parts[0];
}

/// A label as a row; nn::Error if there is no such row.
inline std::size_t row_of(float label, std::size_t rows) {
  if (!(label >= 0 && label < static_cast<float>(rows)) ||
      static_cast<float>(static_cast<std::size_t>(label)) != label)
    no_such_row(label, rows);
  return static_cast<std::size_t>(label);
}

/// sums = the sum of each column, from its first number to its last.
inline void sum_of_each_column(const float* x, std::size_t rows,
                               std::size_t columns, float* sums) {
  for (std::size_t j = 0; j < columns; ++j) {
    float sum = 0;
    for (std::size_t i = 0; i < rows; ++i)
      sum += x[j * rows + i];
    sums[j] = sum;
  }
}

}  // namespace chapter14
