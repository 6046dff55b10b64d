#include "nn/cuda/index.cuh"
#include "nn/cuda/join.hpp"
#include "nn/cuda/launch.cuh"

namespace nn::cuda {

__global__ void sum_of(int n, const float* a, const float* b, float* y) {
  for (int i = first(); i < n; i += step())
    y[i] = a[i] + b[i];
}

__global__ void zeros(int n, float* y) {
  for (int i = first(); i < n; i += step())
    y[i] = 0;
}

/// Number i of x is channel i mod count of pixel i / count, all samples' pixels
/// counted; in y that pixel has `of` channels, of which x's begin at `begin`.
__device__ inline int place_in_all(int i, int begin, int count, int of) {
  return i / count * of + begin + i % count;
}

__global__ void insert(int n, int begin, int count, int of, const float* x,
                       float* y) {
  for (int i = first(); i < n; i += step())
    y[place_in_all(i, begin, count, of)] = x[i];
}

__global__ void extract(int n, int begin, int count, int of, const float* y,
                        float* x) {
  for (int i = first(); i < n; i += step())
    x[i] = y[place_in_all(i, begin, count, of)];
}

void Join::add(const Matrix& a, const Matrix& b, Matrix& y) {
  if (y.empty()) return;
  launch(over(y.n_elem), sum_of, as_int(y.n_elem), a.data(), b.data(),
         y.data());
}

void Join::clear(Matrix& y) {
  if (y.empty()) return;
  launch(over(y.n_elem), zeros, as_int(y.n_elem), y.data());
}

void Join::insert_channels(const Matrix& x, const ChannelSlice& slice,
                           Matrix& y) {
  if (x.empty()) return;
  launch(over(x.n_elem), insert, as_int(x.n_elem), as_int(slice.first),
         as_int(slice.count), as_int(slice.of), x.data(), y.data());
}

void Join::extract_channels(const Matrix& y, const ChannelSlice& slice,
                            Matrix& x) {
  if (x.empty()) return;
  launch(over(x.n_elem), extract, as_int(x.n_elem), as_int(slice.first),
         as_int(slice.count), as_int(slice.of), y.data(), x.data());
}

}  // namespace nn::cuda
