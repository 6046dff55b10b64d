#include "nn/cpu/linear.hpp"

#include "nn/core/simd.hpp"
#include "nn/core/sums.hpp"
#include "nn/core/transpose.hpp"
#include "nn/cpu/activation.hpp"
#include "nn/cpu/direct_convolution.hpp"
#include "nn/cpu/linear_gradient.hpp"
#include "nn/cpu/openblas.hpp"

namespace nn::cpu {

// A layer is a convolution with a window of one pixel: samples take the place
// of pixels. Its kernel needs no copy of W or x.
void Linear::linear(const arma::fmat& W, const arma::fmat& b,
                    const arma::fmat& x, bool relu, arma::fmat& y) {
  if (products() == Products::openblas) {
    openblas::linear(W, b, x, y);
    if (relu) Activation::relu(y, y);
    return;
  }
  const Strides strides = {1, W.n_cols, W.n_cols, W.n_cols, 1};
  convolve(strides, x.memptr(), {W.memptr(), W.n_rows}, W.n_rows,
           {y.memptr(), y.n_rows, 1, y.n_cols, b.memptr(), relu});
}

namespace {

/// A panel: a part of W', copied so that its rows lie side by side, 32 KB that
/// stay in the L1 cache. In W itself, its numbers lie far apart, often by a
/// power of two, and compete for few places in it.
constexpr std::size_t panel_size = 8192;
constexpr std::size_t panel_rows = 4 * lanes;
constexpr std::size_t panel_cols = panel_size / panel_rows;

/// `most` numbers from `begin` on, or as many as there are.
Range part_from(std::size_t begin, std::size_t most, std::size_t end) {
  return {begin, std::min(begin + most, end)};
}

/// panel = W(rows, cols)', a column of W' after the other.
void transpose_into_panel(const arma::fmat& W, Range rows, Range cols,
                          float* panel) {
  const std::size_t count = cols.size();
  const auto from = [&](std::size_t k, std::size_t i) {
    return W.colptr(cols.begin + i) + rows.begin + k;
  };
  for (std::size_t i = 0; i < count; i += lanes)
    for (std::size_t k = 0; k < rows.size(); k += lanes) {
      float* to = panel + k * count + i;
      if (i + lanes <= count && k + lanes <= rows.size())
        transpose_block(from(k, i), W.n_rows, to, count);
      else
        for (std::size_t r = 0; r < std::min(lanes, rows.size() - k); ++r)
          for (std::size_t c = 0; c < std::min(lanes, count - i); ++c)
            to[r * count + c] = *from(k + r, i + c);
    }
}

}  // namespace

void Linear::linear_input_gradient(const arma::fmat& W, const arma::fmat& dy,
                                   arma::fmat& dx) {
  if (products() == Products::openblas)
    return openblas::input_gradient(W, dy, dx);
  alignas(64) float panel[panel_size];
  if (W.n_rows == 0) dx.zeros();
  for (std::size_t i = 0; i < W.n_cols; i += panel_rows)
    for (std::size_t k = 0; k < W.n_rows; k += panel_cols) {
      const Range cols = part_from(i, panel_rows, W.n_cols);
      const Range rows = part_from(k, panel_cols, W.n_rows);
      transpose_into_panel(W, rows, cols, panel);
      const Strides strides = {1, rows.size(), dy.n_rows, dy.n_rows, 1};
      convolve(strides, dy.memptr() + k, {panel, cols.size()}, cols.size(),
               {.y = dx.memptr() + i,
                .step = dx.n_rows,
                .height = 1,
                .width = dx.n_cols,
                .add = k > 0});
    }
}

void Linear::linear_weight_gradient(const arma::fmat& x, const arma::fmat& dy,
                                    Range range, arma::fmat& dW) {
  if (range.empty()) return;
  if (dy.n_cols == 0)
    dW.cols(range.begin, range.end - 1).zeros();
  else if (products() == Products::own)
    weight_gradient_in_parts(x, dy, range, dW);
  else
    openblas::weight_gradient(x, dy, range, dW);
}

namespace {

/// The sum of a row over all samples, part by part, `lanes` rows at a time (or
/// the last `count` ones). `load(sample)` gives their numbers.
template <class Load>
Vector sum_over_samples(std::size_t samples, Load load) {
  Vector sums[sum_parts] = {};
  for (std::size_t p = 0; p < sum_parts; ++p)
    for (std::size_t j = part_of(samples, p).begin; j < part_of(samples, p).end;
         ++j)
      sums[p] += load(j);
  return tree_sum(sums);
}

}  // namespace

void Linear::linear_bias_gradient(const arma::fmat& dy, arma::fmat& db) {
  std::size_t i = 0;
  for (; i + lanes <= dy.n_rows; i += lanes)
    store(db.memptr() + i, sum_over_samples(dy.n_cols, [&](std::size_t j) {
            return load(dy.colptr(j) + i);
          }));
  const std::size_t left = dy.n_rows - i;
  if (left == 0) return;
  store_first(db.memptr() + i, left,
              sum_over_samples(dy.n_cols, [&](std::size_t j) {
                return load_first(dy.colptr(j) + i, left);
              }));
}

}  // namespace nn::cpu
