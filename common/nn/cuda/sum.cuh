/// Sums over all numbers of a vector.
#pragma once

#include "nn/cuda/index.cuh"
#include "nn/cuda/launch.cuh"

namespace nn::cuda {

/// out = factor * the sum of n numbers, by one block.
void sum(std::size_t n, const float* x, float factor, float* out,
         const Place& where = Place::current());

/// Each block's part of the sum of f(i) over 0 … n-1, into partial[block]; f
/// may write something, too.
template <class F>
__global__ void block_sums(int n, F f, float* partial) {
  __shared__ float room[warp_size];
  float v = 0;
  for (int i = first(); i < n; i += step())
    v += f(i);
  v = block_sum(v, room);
  if (threadIdx.x == 0) partial[blockIdx.x] = v;
}

/// out = factor * the sum of f(i), in two stages.
template <class F>
void sum_of(std::size_t n, F f, float factor, float* out,
            const Place& where = Place::current()) {
  Grid grid = over(n, where);
  if (grid.blocks.x > 256) grid.blocks.x = 256;
  Buffer& partial = context().partial;
  partial.resize(256);
  launch(grid, block_sums<F>, as_int(n), f, partial.data());
  sum(grid.blocks.x, partial.data(), factor, out, where);
}

/// Where the context keeps single numbers.
float* scalar_place(std::size_t which);
inline constexpr std::size_t loss_place = 0, count_place = 1, norm_place = 2;

}  // namespace nn::cuda
