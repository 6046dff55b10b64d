#include "nn/cpu/linear.hpp"

#include "nn/cpu/activation.hpp"
#include "nn/cpu/direct_convolution.hpp"
#include "nn/cpu/gemm.hpp"
#include "nn/cpu/simd.hpp"

namespace nn::cpu {
namespace {

ConstBlock whole(const arma::fmat& m, bool transposed = false) {
  return {m.memptr(), m.n_rows, m.n_cols, m.n_rows, transposed};
}

Block whole(arma::fmat& m) {
  return {m.memptr(), m.n_rows, m.n_cols, m.n_rows};
}

}  // namespace

void Linear::linear(const arma::fmat& W, const arma::fmat& b,
                    const arma::fmat& x, bool relu, arma::fmat& y) {
  if (W.n_rows % lanes == 0) {
    // A layer is a convolution with a window of one pixel: samples take the
    // place of pixels. For matrices of this size its kernel beats OpenBLAS's,
    // which first copies both factors.
    const Walk walk = {1, W.n_cols, W.n_cols, W.n_cols, 1};
    convolve(walk, x.memptr(), W.memptr(), b.memptr(), relu, 1, x.n_cols,
             W.n_rows, y.memptr());
    return;
  }
  // Every column of y starts as b; the product is added to it.
  for (arma::uword j = 0; j < y.n_cols; ++j)
    std::copy_n(b.memptr(), y.n_rows, y.colptr(j));
  gemm(whole(W), whole(x), 1, whole(y));
  if (relu) Activation::relu(y, y);
}

void Linear::linear_input_gradient(const arma::fmat& W, const arma::fmat& dy,
                                   arma::fmat& dx) {
  gemm(whole(W, true), whole(dy), 0, whole(dx));
}

void Linear::linear_weight_gradient(const arma::fmat& x, const arma::fmat& dy,
                                    Range range, arma::fmat& dW) {
  if (range.empty()) return;
  if (dy.n_rows % lanes == 0) {
    const Walk walk = {1, range.size(), x.n_rows, x.n_rows, 1};
    weight_gradient(walk, x.memptr() + range.begin, dy.memptr(), dy.n_elem, 1,
                    x.n_cols, dy.n_rows, false, dW.colptr(range.begin));
    return;
  }
  const ConstBlock features = {x.memptr() + range.begin, range.size(), x.n_cols,
                               x.n_rows, true};
  const Block columns = {dW.colptr(range.begin), dW.n_rows, range.size(),
                         dW.n_rows};
  gemm(whole(dy), features, 0, columns);
}

void Linear::linear_bias_gradient(const arma::fmat& dy, arma::fmat& db) {
  float* __restrict sum = db.memptr();
  std::fill_n(sum, dy.n_rows, 0.0f);
  for (arma::uword j = 0; j < dy.n_cols; ++j) {
    const float* __restrict column = dy.colptr(j);
    for (arma::uword i = 0; i < dy.n_rows; ++i)
      sum[i] += column[i];
  }
}

}  // namespace nn::cpu
