#include "nn/cuda/index.cuh"

#include "device.hpp"
#include "softmax.hpp"

namespace chapter10 {
namespace {

constexpr int threads = 128;

}  // namespace

// #region softmax-by-thread
/// Version 1. A thread walks down its column three times.
__global__ void by_thread(int rows, int cols, const float* z, float* y) {
  const int j = nn::cuda::first();
  if (j >= cols) return;
  const float* column = z + j * rows;
  float largest = -INFINITY, sum = 0;
  for (int i = 0; i < rows; ++i)
    largest = fmaxf(largest, column[i]);
  for (int i = 0; i < rows; ++i)
    sum += expf(column[i] - largest);
  for (int i = 0; i < rows; ++i)
    y[j * rows + i] = expf(column[i] - largest) / sum;
}
// #endregion softmax-by-thread

// #region softmax-by-warp
/// Version 2. The 32 lanes of a warp walk down one column side by side; then
/// they exchange their results.
__global__ void by_warp(int rows, int cols, const float* z, float* y) {
  const int j = nn::cuda::first() / 32, lane = nn::cuda::lane();
  if (j >= cols) return;  // the whole warp, so no lane waits for it
  const float* column = z + j * rows;
  float largest = -INFINITY, sum = 0;
  // #region softmax-walks
  for (int i = lane; i < rows; i += 32)
    largest = fmaxf(largest, column[i]);
  largest = nn::cuda::warp_max(largest);
  for (int i = lane; i < rows; i += 32)
    sum += expf(column[i] - largest);
  sum = nn::cuda::warp_sum(sum);
  for (int i = lane; i < rows; i += 32)
    y[j * rows + i] = expf(column[i] - largest) / sum;
  // #endregion softmax-walks
}
// #endregion softmax-by-warp

void softmax_by_threads(int rows, int cols, const float* z, float* y) {
  launch(blocks_for(cols, threads), threads, by_thread, rows, cols, z, y);
}

void softmax_by_warps(int rows, int cols, const float* z, float* y) {
  launch(blocks_for(32 * cols, threads), threads, by_warp, rows, cols, z, y);
}

}  // namespace chapter10
