#include "nn/cpu/linear.hpp"

#include "nn/cpu/activation.hpp"
#include "nn/cpu/direct_convolution.hpp"
#include "nn/cpu/gemm.hpp"
#include "nn/cpu/simd.hpp"
#include "nn/cpu/transpose.hpp"

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
    convolve(walk, x.memptr(), {W.memptr(), W.n_rows}, W.n_rows,
             {y.memptr(), y.n_rows, 1, y.n_cols, b.memptr(), relu});
    return;
  }
  // Every column of y starts as b; the product is added to it.
  for (arma::uword j = 0; j < y.n_cols; ++j)
    std::copy_n(b.memptr(), y.n_rows, y.colptr(j));
  gemm(whole(W), whole(x), 1, whole(y));
  if (relu) Activation::relu(y, y);
}

namespace {

/// A panel: some rows of a factor, copied side by side, 32 KB that stay in the
/// first cache. In their own place their numbers lie far apart, often by a
/// power of two, and compete for few places in it.
constexpr std::size_t panel_size = 8192;
constexpr std::size_t panel_rows = 4 * lanes;
constexpr std::size_t panel_cols = panel_size / panel_rows;

/// dx = W' dy for some columns of W, which become a panel's rows.
void panel_input_gradient(const arma::fmat& W, const arma::fmat& dy, Range some,
                          arma::fmat& dx) {
  alignas(64) float panel[panel_size];
  const std::size_t count = some.size();
  for (std::size_t i = 0; i < count; i += lanes)
    for (std::size_t k = 0; k < W.n_rows; k += lanes)
      transpose_block(W.colptr(some.begin + i) + k, W.n_rows,
                      panel + k * count + i, count);
  const Walk walk = {1, dy.n_rows, dy.n_rows, dy.n_rows, 1};
  convolve(walk, dy.memptr(), {panel, count}, count,
           {dx.memptr() + some.begin, dx.n_rows, 1, dx.n_cols});
}

/// dW = dy x' for some rows of dy, `range` of x and all samples.
void panel_weight_gradient(const arma::fmat& x, const arma::fmat& dy,
                           std::size_t row, std::size_t rows, Range range,
                           arma::fmat& dW) {
  alignas(64) float panel[panel_rows * panel_cols];
  const Walk walk = {1, range.size(), x.n_rows, x.n_rows, 1};
  for (std::size_t j = 0; j < x.n_cols; j += panel_cols) {
    const std::size_t samples = std::min<std::size_t>(panel_cols, x.n_cols - j);
    for (std::size_t k = 0; k < samples; ++k)
      std::copy_n(dy.colptr(j + k) + row, rows, panel + k * rows);
    weight_gradient(walk, x.colptr(j) + range.begin,
                    {panel, 0, rows, 1, samples}, rows, j > 0,
                    dW.colptr(range.begin) + row, dW.n_rows);
  }
}

}  // namespace

void Linear::linear_input_gradient(const arma::fmat& W, const arma::fmat& dy,
                                   arma::fmat& dx) {
  const bool whole_vectors = W.n_rows % lanes == 0 && W.n_cols % lanes == 0;
  if (!whole_vectors || W.n_rows * lanes > panel_size)
    return gemm(whole(W, true), whole(dy), 0, whole(dx));
  const std::size_t fit = panel_size / W.n_rows / lanes * lanes;
  const std::size_t step = std::min(panel_rows, fit);
  for (std::size_t i = 0; i < W.n_cols; i += step)
    panel_input_gradient(W, dy, {i, std::min<std::size_t>(i + step, W.n_cols)},
                         dx);
}

void Linear::linear_weight_gradient(const arma::fmat& x, const arma::fmat& dy,
                                    Range range, arma::fmat& dW) {
  if (range.empty()) return;
  if (dy.n_rows % lanes == 0) {
    for (std::size_t row = 0; row < dy.n_rows; row += panel_rows)
      panel_weight_gradient(x, dy, row,
                            std::min<std::size_t>(panel_rows, dy.n_rows - row),
                            range, dW);
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
