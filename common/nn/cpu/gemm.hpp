/// Matrix product on raw column-major memory: OpenBLAS's sgemm.
#pragma once

#include <cstddef>

namespace nn::cpu {

/// A column-major matrix somewhere in memory; `stride` numbers from one column
/// to the next.
struct ConstBlock {
  const float* data;
  std::size_t rows, cols, stride;
  bool transposed = false;
};
struct Block {
  float* data;
  std::size_t rows, cols, stride;
};

/// C = A B + beta C, where A or B may be flagged as transposed (rows and cols
/// are those of the stored matrix).
void gemm(const ConstBlock& A, const ConstBlock& B, float beta, const Block& C);

}  // namespace nn::cpu
