#include "nn/cpu/join.hpp"

#include <algorithm>

namespace nn::cpu {

void Join::add(const arma::fmat& a, const arma::fmat& b, arma::fmat& y) {
  const float *one = a.memptr(), *other = b.memptr();
  float* sum = y.memptr();
#pragma omp simd
  for (arma::uword i = 0; i < y.n_elem; ++i)
    sum[i] = one[i] + other[i];
}

void Join::insert_channels(const arma::fmat& x, const ChannelSlice& slice,
                           arma::fmat& y) {
  const float* from = x.memptr();
  float* to = y.memptr() + slice.first;
  for (; from != x.memptr() + x.n_elem; from += slice.count, to += slice.of)
    std::copy_n(from, slice.count, to);
}

void Join::extract_channels(const arma::fmat& y, const ChannelSlice& slice,
                            arma::fmat& x) {
  const float* from = y.memptr() + slice.first;
  float* to = x.memptr();
  for (; to != x.memptr() + x.n_elem; to += slice.count, from += slice.of)
    std::copy_n(from, slice.count, to);
}

}  // namespace nn::cpu
