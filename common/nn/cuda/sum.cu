#include "nn/cuda/sum.cuh"

namespace nn::cuda {

__global__ void sum_kernel(int n, const float* x, float factor, float* out) {
  __shared__ float room[warp_size];
  float v = 0;
  for (int i = first(); i < n; i += step())
    v += x[i];
  v = block_sum(v, room);
  if (threadIdx.x == 0) *out = factor * v;
}

void sum(std::size_t n, const float* x, float factor, float* out,
         const Place& where) {
  launch(one_block(where), sum_kernel, as_int(n), x, factor, out);
}

float* scalar_place(std::size_t which) {
  Buffer& scalars = context().scalars;
  scalars.resize(3);
  return scalars.data() + which;
}

}  // namespace nn::cuda
