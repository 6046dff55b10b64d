#include "faulty_kernels.hpp"

namespace {

__device__ int me() {
  return static_cast<int>(threadIdx.x);
}

}  // namespace

__global__ void reverse(float* x) {
  __shared__ float s[256];
  s[me()] = x[me()];
  __syncthreads();
  x[me()] = s[255 - me()];
}

__global__ void reverse_without_barrier(float* x) {
  __shared__ float s[256];
  s[me()] = x[me()];
  x[me()] = s[255 - me()];  // reverse_without_barrier
}

// A second use of the same memory, while others still read the first.
__global__ void overwrite_too_early(float* x) {
  __shared__ float s[256];
  s[me()] = x[me()];
  __syncthreads();
  const float other = s[255 - me()];  // overwrite_too_early
  s[me()] = other + 1;
  __syncthreads();
  x[me()] = s[me()];
}

// The last thread of the second block writes what all others have just read.
__global__ void write_after_readers(float* x) {
  __shared__ float s;
  if (me() == 0) s = 1;
  __syncthreads();
  x[blockIdx.x * blockDim.x + threadIdx.x] = s;
  if (blockIdx.x == 1 && me() == 31) s = 2;  // write_after_readers
}

__global__ void sum_by_warp(const float* x, float* y) {
  __shared__ float s[32];
  s[me()] = x[me()];
  for (int d = 16; d > 0; d /= 2) {
    __syncwarp();
    if (me() < d) s[me()] += s[me() + d];
  }
  if (me() == 0) *y = s[0];
}

__global__ void warp_without_syncwarp(const float* x, float* y) {
  __shared__ float s[32];
  s[me()] = x[me()];
  for (int d = 16; d > 0; d /= 2) {
    if (me() < d) s[me()] += s[me() + d];  // warp_without_syncwarp
  }
  if (me() == 0) *y = s[0];
}

__global__ void divergent_barrier(int n) {
  if (me() < n) __syncthreads();  // divergent_barrier
}

__global__ void two_barriers(int n, float* x) {
  if (me() < n) {
    x[me()] = 1;
    __syncthreads();
  } else {
    __syncthreads();  // two_barriers
    x[me()] = 2;
  }
}

__global__ void early_return(int n) {
  if (me() >= n) return;
  __syncthreads();  // early_return
}

__global__ void shuffle_in_branch(float* x) {
  if (me() < 16) {
    x[me()] = __shfl_xor_sync(0xffffffffu, x[me()], 1);  // shuffle_in_branch
  }
}

__global__ void shuffle_behind_barrier(float* x) {
  if (me() >= 16) __syncthreads();
  x[me()] = __shfl_xor_sync(~0u, x[me()], 1);  // shuffle_behind_barrier
  if (me() < 16) __syncthreads();
}

__global__ void foreign_lane(float* x) {
  if (me() >= 16) return;
  x[me()] = __shfl_xor_sync(0xffffu, x[me()], 16);  // foreign_lane
}

__global__ void wrong_mask(float* x) {
  x[me()] = __shfl_xor_sync(0xffffu, x[me()], 1);  // wrong_mask
}

__global__ void half_warps(float* x) {
  const unsigned mask = me() < 16 ? 0xffffu : 0xffff0000u;
  if (me() < 16) {
    for (int d = 8; d > 0; d /= 2)
      x[me()] += __shfl_xor_sync(mask, x[me()], d);
  } else {
    x[me()] = __shfl_sync(mask, x[me()], 16);
  }
}

__global__ void vote(int* x) {
  const unsigned even = __ballot_sync(~0u, me() % 2 == 0);
  const float up = __shfl_up_sync(~0u, static_cast<float>(me()), 1);
  const float down = __shfl_down_sync(~0u, static_cast<float>(me()), 2);
  const int all = __all_sync(~0u, me() < 32), any = __any_sync(~0u, me() > 31);
  x[me()] = static_cast<int>(even & 3) + 10 * static_cast<int>(up) +
            1000 * static_cast<int>(down) + 100000 * all + 200000 * any;
}

__global__ void one_too_far(int n, float* x) {
  for (int i = me(); i <= n; i += 32) {
    x[i] = 1;  // one_too_far
  }
}

__global__ void one_too_early(float* x) {
  x[me()] = x[me() - 1];  // one_too_early
}

__global__ void beyond_shared(float* x) {
  __shared__ float s[7];
  if (me() < 7) s[me()] = x[me()];
  __syncthreads();
  x[me()] = s[me() + 64];  // beyond_shared
}

__global__ void never_written(const float* x, float* y) {
  y[me()] = 2 * x[me()];  // never_written
}

__global__ void never_written_shared(float* y) {
  __shared__ float s[32];
  if (me() < 31) s[me()] = 1;
  __syncthreads();
  y[me()] = s[me()];  // never_written_shared
}

__global__ void all_write_one(float* x) {
  x[0] = static_cast<float>(me());  // all_write_one
}

__global__ void count_without_atomic(int* x) {
  ++*x;  // count_without_atomic
}

__global__ void count(int* x) {
  atomicAdd(x, 1);
}

__global__ void blocks_share(float* x) {
  const unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
  x[i] = x[(i + blockDim.x) % (gridDim.x * blockDim.x)];  // blocks_share
}

__global__ void bytes(unsigned char* x) {
  x[me()] = static_cast<unsigned char>(me());
}

__global__ void add(int n, float value, float* x) {
  for (int i = me(); i < n; i += static_cast<int>(blockDim.x))
    x[i] += value;
}

template <int N>
__global__ void fill_from_shared(float value, float* x) {
  __shared__ float s[N];
  if (me() < N) s[me()] = value;
  __syncthreads();
  x[me()] = s[me() % N];
}
template __global__ void fill_from_shared<8>(float value, float* x);
template __global__ void fill_from_shared<16>(float value, float* x);
