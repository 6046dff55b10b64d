#include <cublas_v2.h>

#include "device.hpp"
#include "product.hpp"

namespace chapter10 {
namespace {

__device__ int x() {
  return static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x);
}
__device__ int y() {
  return static_cast<int>(blockIdx.y * blockDim.y + threadIdx.y);
}

// #region dot
/// Row i of A times column j of B.
__device__ float dot(int m, int k, const float* A, const float* B, int i,
                     int j) {
  float sum = 0;
  for (int p = 0; p < k; ++p)
    sum += A[p * m + i] * B[j * k + p];
  return sum;
}
// #endregion dot

}  // namespace

// #region by-columns
/// Version 1. Neighboring threads compute neighboring columns of C.
__global__ void by_columns(int m, int n, int k, const float* A, const float* B,
                           float* C) {
  const int i = y(), j = x();
  if (i < m && j < n) C[j * m + i] = dot(m, k, A, B, i, j);
}
// #endregion by-columns

// #region by-rows
/// Version 2. Neighboring threads compute neighboring rows, which are adjacent
/// in memory.
__global__ void by_rows(int m, int n, int k, const float* A, const float* B,
                        float* C) {
  const int i = x(), j = y();
  if (i < m && j < n) C[j * m + i] = dot(m, k, A, B, i, j);
}
// #endregion by-rows

// #region tiled
/// Version 3. A block copies a tile of A and a tile of B to its shared memory,
/// where each number is read by 16 threads.
__global__ void tiled(int m, int n, int k, const float* A, const float* B,
                      float* C) {
  __shared__ float a[tile][tile], b[tile][tile];  // [column][row]
  const int row = static_cast<int>(threadIdx.x);
  const int column = static_cast<int>(threadIdx.y);
  const int i = x(), j = y();
  float sum = 0;
  // #region tiled-step
  for (int p = 0; p < k; p += tile) {
    a[column][row] = i < m && p + column < k ? A[(p + column) * m + i] : 0;
    b[column][row] = j < n && p + row < k ? B[j * k + p + row] : 0;
    __syncthreads();  // the tiles are complete
    for (int q = 0; q < tile; ++q)
      sum += a[q][row] * b[column][q];
    __syncthreads();  // all threads are done reading
  }
  // #endregion tiled-step
  if (i < m && j < n) C[j * m + i] = sum;
}
// #endregion tiled

void multiply_by_columns(int m, int n, int k, const float* A, const float* B,
                         float* C) {
  launch(dim3(blocks_for(n, tile), blocks_for(m, tile)), dim3(tile, tile),
         by_columns, m, n, k, A, B, C);
}

void multiply_by_rows(int m, int n, int k, const float* A, const float* B,
                      float* C) {
  launch(dim3(blocks_for(m, tile), blocks_for(n, tile)), dim3(tile, tile),
         by_rows, m, n, k, A, B, C);
}

void multiply_tiled(int m, int n, int k, const float* A, const float* B,
                    float* C) {
  launch(dim3(blocks_for(m, tile), blocks_for(n, tile)), dim3(tile, tile),
         tiled, m, n, k, A, B, C);
}

// #region by-library
/// Version 4. cuBLAS does what version 3 does, and more: registers as a third
/// level of tiles, copies while it computes, a different kernel for each GPU.
void multiply_by_library(int m, int n, int k, const float* A, const float* B,
                         float* C) {
  cublasHandle_t library = nullptr;
  cublasCreate(&library);  // usually once per program; here for the example
  const float one = 1, zero = 0;
  const auto status = cublasSgemm(library, CUBLAS_OP_N, CUBLAS_OP_N, m, n, k,
                                  &one, A, m, B, k, &zero, C, m);
  cublasDestroy(library);
  if (status != CUBLAS_STATUS_SUCCESS)
    throw std::runtime_error(cublasGetStatusString(status));
}
// #endregion by-library

}  // namespace chapter10
