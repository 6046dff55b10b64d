/// A matrix product, from the definition to the library version.
#pragma once

namespace chapter10 {

/// Each one computes C = A B: column-major, A m x k, B k x n, C m x n, all in
/// device memory.
void multiply_by_columns(int m, int n, int k, const float* A, const float* B,
                         float* C);
void multiply_by_rows(int m, int n, int k, const float* A, const float* B,
                      float* C);
void multiply_tiled(int m, int n, int k, const float* A, const float* B,
                    float* C);
void multiply_by_library(int m, int n, int k, const float* A, const float* B,
                         float* C);

/// Threads per block in each direction; the side of a tile.
inline constexpr int tile = 16;

}  // namespace chapter10
