#include "nn/cuda/index.cuh"

#include "device.hpp"
#include "sum.hpp"

namespace chapter10 {
namespace {

// #region own-share
/// Each thread first adds its own share: every 256th number.
__device__ float own_share(int n, const float* x) {
  float sum = 0;
  for (int i = nn::cuda::first(); i < n; i += nn::cuda::step())
    sum += x[i];
  return sum;
}
// #endregion own-share

}  // namespace

// #region atomics
/// Version 1. Then all threads add to the same number, one at a time, in an
/// unpredictable order.
__global__ void atomics(int n, const float* x, float* y) {
  atomicAdd(y, own_share(n, x));
}
// #endregion atomics

// #region tree
/// Version 2. A tree in shared memory: 128 threads add a partner's sum to
/// their own, then 64, 32 ... 1. The order is the same every time.
__global__ void tree(int n, const float* x, float* y) {
  __shared__ float sums[adders];
  const int t = static_cast<int>(threadIdx.x);
  sums[t] = own_share(n, x);
  for (int half = adders / 2; half > 0; half /= 2) {
    __syncthreads();
    if (t < half) sums[t] += sums[t + half];
  }
  if (t == 0) *y = sums[0];
}
// #endregion tree

// #region shuffles
/// Version 3. The tree again, but within a warp the numbers go from register
/// to register; only one number per warp passes through shared memory.
__global__ void shuffles(int n, const float* x, float* y) {
  __shared__ float sums[adders / 32];
  const int lane = nn::cuda::lane(), warp = static_cast<int>(threadIdx.x) / 32;
  float sum = nn::cuda::warp_sum(own_share(n, x));
  if (lane == 0) sums[warp] = sum;
  __syncthreads();
  if (warp > 0) return;
  sum = nn::cuda::warp_sum(lane < adders / 32 ? sums[lane] : 0.0f);
  if (lane == 0) *y = sum;
}
// #endregion shuffles

// #region without-barrier
/// Wrong. Without the barrier a thread may add a partner's sum that is not
/// there yet.
__global__ void without_barrier(int n, const float* x, float* y) {
  __shared__ float sums[adders];
  const int t = static_cast<int>(threadIdx.x);
  sums[t] = own_share(n, x);
  for (int half = adders / 2; half > 0; half /= 2)
    if (t < half) sums[t] += sums[t + half];
  if (t == 0) *y = sums[0];
}
// #endregion without-barrier

void sum_by_atomics(int n, const float* x, float* y) {
  check(cudaMemset(y, 0, sizeof(float)));
  launch(1, adders, atomics, n, x, y);
}
void sum_by_tree(int n, const float* x, float* y) {
  launch(1, adders, tree, n, x, y);
}
void sum_by_shuffles(int n, const float* x, float* y) {
  launch(1, adders, shuffles, n, x, y);
}
void sum_without_barrier(int n, const float* x, float* y) {
  launch(1, adders, without_barrier, n, x, y);
}

}  // namespace chapter10
