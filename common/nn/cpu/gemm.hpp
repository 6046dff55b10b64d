/// Matrix product on raw column-major memory: OpenBLAS's sgemm.
#pragma once

#include <cstddef>

namespace nn::cpu {

/// A column-major matrix somewhere in memory; `stride` numbers from one column
/// to the next.
struct ConstBlock {
  const float* data = nullptr;
  std::size_t rows = 0, cols = 0, stride = 0;
  bool transposed = false;
};
struct Block {
  float* data = nullptr;
  std::size_t rows = 0, cols = 0, stride = 0;
};

/// C = A B + beta C, where A or B may be flagged as transposed (rows and cols
/// are those of the stored matrix).
void gemm(const ConstBlock& A, const ConstBlock& B, float beta, const Block& C);

}  // namespace nn::cpu
