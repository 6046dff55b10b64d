/// Which numbers a thread works on, and sums over warps and blocks.
#pragma once

#include <cuda_runtime.h>

namespace nn::cuda {

/// The first number of this thread, and the distance to its next one.
__device__ inline int first() {
  return static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x);
}
__device__ inline int step() {
  return static_cast<int>(gridDim.x * blockDim.x);
}
/// The thread's place in its warp.
__device__ inline int lane() {
  return static_cast<int>(threadIdx.x % 32);
}

// #region warp_sum
/// The sum over the 32 lanes of a warp, in every lane. Each lane adds the
/// number of a partner, 16 lanes away, then 8, 4, 2, 1: always in the same
/// order, so the result is the same in every run.
__device__ inline float warp_sum(float v) {
  for (int distance = 16; distance > 0; distance /= 2)
    v += __shfl_xor_sync(0xffffffffu, v, distance);
  return v;
}
// #endregion warp_sum

__device__ inline float warp_max(float v) {
  for (int distance = 16; distance > 0; distance /= 2)
    v = fmaxf(v, __shfl_xor_sync(0xffffffffu, v, distance));
  return v;
}

// #region block_sum
/// The sum over all threads of a block, in every thread. `partial` is room for
/// 32 numbers in shared memory: one per warp.
__device__ inline float block_sum(float v, float* partial) {
  const int warp = static_cast<int>(threadIdx.x) / 32;
  const int warps = static_cast<int>(blockDim.x) / 32;
  v = warp_sum(v);
  __syncthreads();  // partial may still be read from an earlier call
  if (lane() == 0) partial[warp] = v;
  __syncthreads();
  return warp_sum(lane() < warps ? partial[lane()] : 0.0f);
}
// #endregion block_sum

}  // namespace nn::cuda
