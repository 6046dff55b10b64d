#include "device.hpp"
#include "first.hpp"

namespace chapter10 {

// #region first-kernel
__global__ void add_scaled_kernel(int n, float a, const float* x, float* y) {
  const int i = static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x);
  if (i < n) y[i] += a * x[i];
}
// #endregion first-kernel

__global__ void who_am_i_kernel(int n, int* block, int* thread) {
  const int i = static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x);
  if (i >= n) return;
  block[i] = static_cast<int>(blockIdx.x);
  thread[i] = static_cast<int>(threadIdx.x);
}

void add_scaled(int n, float a, const float* x, float* y, int threads) {
  launch(blocks_for(n, threads), threads, add_scaled_kernel, n, a, x, y);
}

void who_am_i(int n, int* block, int* thread, int threads) {
  launch(blocks_for(n, threads), threads, who_am_i_kernel, n, block, thread);
}

}  // namespace chapter10
