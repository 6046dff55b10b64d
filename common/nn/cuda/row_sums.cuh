/// Sums along the rows of a column-major matrix: over all samples (and
/// pixels), one sum per feature (channel).
///
/// Neighboring threads take neighboring rows, which lie side by side in
/// memory. A block has 32 rows and 8 columns at a time; the columns are divided
/// among `chunks` blocks. Each writes its own sum, and a second kernel adds
/// them in the order of the chunks: no atomics, the same result in every run.
#pragma once

#include "nn/cuda/index.cuh"
#include "nn/cuda/launch.cuh"

namespace nn::cuda {

/// How a rows x cols matrix is divided.
struct RowSums {
  int rows, cols, chunks;
  RowSums(std::size_t rows_, std::size_t cols_);
  dim3 blocks() const;
  /// Room for the partial sums, two per row: in context().partial.
  float* partial() const;
};

inline constexpr int rows_a_block = 32;
inline constexpr int cols_a_block = 8;

// #region row_sums
/// f(row, place, a, b) adds what belongs to the number at `place` to a and b.
/// partial: 2 x rows x chunks.
template <class F>
__global__ void row_sums(RowSums size, F f, float* partial) {
  __shared__ float sums[2][cols_a_block][rows_a_block];
  const int x = static_cast<int>(threadIdx.x),
            y = static_cast<int>(threadIdx.y);
  const int row = static_cast<int>(blockIdx.x) * rows_a_block + x;
  const int chunk = static_cast<int>(blockIdx.y);
  float a = 0, b = 0;
  // #region row_sums_walk
  if (row < size.rows)
    for (int j = chunk * cols_a_block + y; j < size.cols;
         j += size.chunks * cols_a_block)
      f(row, j * size.rows + row, a, b);
  // #endregion row_sums_walk
  sums[0][y][x] = a, sums[1][y][x] = b;
  __syncthreads();
  if (y > 1 || row >= size.rows) return;  // y = 0 adds a up, y = 1 adds b
  float total = 0;
  for (int k = 0; k < cols_a_block; ++k)
    total += sums[y][k][x];
  partial[(chunk * 2 + y) * size.rows + row] = total;
}

/// The sum of a (which = 0) or b (1) of one row.
__device__ inline float row_total(RowSums size, const float* partial, int row,
                                  int which) {
  float total = 0;
  for (int chunk = 0; chunk < size.chunks; ++chunk)
    total += partial[(chunk * 2 + which) * size.rows + row];
  return total;
}
// #endregion row_sums

/// Starts row_sums, with its results in size.partial().
template <class F>
void sum_rows(const RowSums& size, F f, const Place& where = Place::current()) {
  launch({size.blocks(), dim3(rows_a_block, cols_a_block), where}, row_sums<F>,
         size, f, size.partial());
}

/// sums = the sums along the rows of x, or, if `add`, sums += them.
void plain_row_sums(const float* x, std::size_t rows, std::size_t cols,
                    bool add, float* sums,
                    const Place& where = Place::current());

}  // namespace nn::cuda
