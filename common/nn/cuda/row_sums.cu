#include <algorithm>

#include "nn/cuda/row_sums.cuh"

namespace nn::cuda {

RowSums::RowSums(std::size_t rows_, std::size_t cols_)
    : rows(as_int(rows_)), cols(as_int(cols_)) {
  static_cast<void>(as_int(rows_ * cols_));  // places are int, too
  // 32 columns per thread; no more blocks than the second kernel should add.
  chunks = std::clamp((cols + 255) / 256, 1, 256);
}

dim3 RowSums::blocks() const {
  return {static_cast<unsigned>((rows + rows_a_block - 1) / rows_a_block),
          static_cast<unsigned>(chunks)};
}

float* RowSums::partial() const {
  Buffer& room = context().partial;
  room.resize(static_cast<std::size_t>(2 * rows) *
              static_cast<std::size_t>(chunks));
  return room.data();
}

struct Itself {
  const float* x;
  __device__ void operator()(int, int at, float& a, float&) const {
    a += x[at];
  }
};

__global__ void write_row_sums(RowSums size, const float* partial, int add,
                               float* sums) {
  for (int row = first(); row < size.rows; row += step()) {
    const float total = row_total(size, partial, row, 0);
    sums[row] = add ? sums[row] + total : total;
  }
}

void plain_row_sums(const float* x, std::size_t rows, std::size_t cols,
                    bool add, float* sums, const Place& where) {
  const RowSums size(rows, cols);
  sum_rows(size, Itself{x}, where);
  launch(over(rows, where), write_row_sums, size, size.partial(), int{add},
         sums);
}

}  // namespace nn::cuda
