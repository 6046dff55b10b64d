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

/// `most` numbers from `begin` on, or as many as there are.
Range part_from(std::size_t begin, std::size_t most, std::size_t end) {
  return {begin, std::min(begin + most, end)};
}

/// dx = W' dy for some columns of W, which become a panel's rows.
void panel_input_gradient(const arma::fmat& W, const arma::fmat& dy, Range some,
                          arma::fmat& dx) {
  alignas(64) float panel[panel_size];
  const std::size_t count = some.size();
  if (W.n_rows % lanes != 0)
    transpose_small(W.colptr(some.begin), W.n_rows, count, panel);
  else
    for (std::size_t i = 0; i < count; i += lanes)
      for (std::size_t k = 0; k < W.n_rows; k += lanes)
        transpose_block(W.colptr(some.begin + i) + k, W.n_rows,
                        panel + k * count + i, count);
  const Walk walk = {1, dy.n_rows, dy.n_rows, dy.n_rows, 1};
  convolve(walk, dy.memptr(), {panel, count}, count,
           {dx.memptr() + some.begin, dx.n_rows, 1, dx.n_cols});
}

/// Panels of dy: some of its rows for some of the samples. They and their part
/// of x stay in the second cache.
constexpr std::size_t most_panels = 4;

struct Panels {
  Range rows, samples;
  float* numbers = nullptr;

  /// The panel that begins with this row.
  float* panel(std::size_t row) const {
    return numbers + (row - rows.begin) / panel_rows * panel_size;
  }
};

void copy_panels(const arma::fmat& dy, const Panels& panels) {
  const auto [begin, end] = panels.rows;
  for (std::size_t row = begin; row < end; row += panel_rows) {
    float* to = panels.panel(row);
    const std::size_t count = std::min(panel_rows, end - row);
    for (std::size_t k = panels.samples.begin; k < panels.samples.end; ++k)
      to = std::copy_n(dy.colptr(k) + row, count, to);
  }
}

/// dW = dy x' for the rows of the panels and some columns of dW; what the
/// panels' samples give is added to what those before them gave.
void panels_weight_gradient(const arma::fmat& x, const Panels& panels,
                            Range columns, arma::fmat& dW, Ahead ahead) {
  const auto [begin, end] = panels.rows;
  const Range samples = panels.samples;
  const Walk walk = {1, columns.size(), x.n_rows, x.n_rows, 1};
  for (std::size_t row = begin; row < end; row += panel_rows) {
    const std::size_t count = std::min(panel_rows, end - row);
    weight_gradient(walk, x.colptr(samples.begin) + columns.begin,
                    {panels.panel(row), 0, count, 1, samples.size()}, count,
                    samples.begin > 0, dW.colptr(columns.begin) + row,
                    dW.n_rows, {}, &ahead);
  }
}

// #region told
/// Columns of dW that a hook is told about at a time.
constexpr std::size_t told_columns = 48;

/// What the hook will want for these columns.
Ahead ahead_of(const ColumnsHook<float>& hook, Range columns) {
  const Range part = hook.part(columns);
  Ahead ahead = {hook.hook->vectors(), part.size()};
  for (const float*& vector : ahead.vectors)
    if (vector) vector += part.begin;
  return ahead;
}

/// What the last panels add to dW. Columns become complete, some at a time, and
/// the hook is told.
void last_weight_gradient(const arma::fmat& x, const Panels& panels,
                          Range columns, arma::fmat& dW,
                          const ColumnsHook<float>& hook) {
  for (Range told = part_from(columns.begin, told_columns, columns.end);
       !told.empty();) {
    const Range next = part_from(told.end, told_columns, columns.end);
    panels_weight_gradient(x, panels, told, dW, ahead_of(hook, next));
    hook(told);
    told = next;
  }
}
// #endregion told

void weight_gradient_by_panels(const arma::fmat& x, const arma::fmat& dy,
                               Range columns, arma::fmat& dW,
                               const ColumnsHook<float>& hook) {
  alignas(64) float memory[most_panels * panel_size];
  Panels panels = {{}, {}, memory};
  const std::size_t last = (dy.n_cols - 1) / panel_cols * panel_cols;
  // A panel's part of dW stays in the second cache for all samples but the
  // last …
  for (std::size_t i = 0; i < dy.n_rows; i += panel_rows)
    for (std::size_t j = 0; j < last; j += panel_cols) {
      panels.rows = part_from(i, panel_rows, dy.n_rows);
      panels.samples = {j, j + panel_cols};
      copy_panels(dy, panels);
      panels_weight_gradient(x, panels, columns, dW, {});
    }
  // … with which columns become complete.
  panels.samples = {last, dy.n_cols};
  for (std::size_t i = 0; i < dy.n_rows; i = panels.rows.end) {
    panels.rows = part_from(i, most_panels * panel_rows, dy.n_rows);
    copy_panels(dy, panels);
    if (hook.hook && panels.rows.end == dy.n_rows)
      last_weight_gradient(x, panels, columns, dW, hook);
    else
      panels_weight_gradient(x, panels, columns, dW, {});
  }
}

}  // namespace

void Linear::linear_input_gradient(const arma::fmat& W, const arma::fmat& dy,
                                   arma::fmat& dx) {
  if (W.n_cols % lanes != 0 || W.n_rows * lanes > panel_size)
    return gemm(whole(W, true), whole(dy), 0, whole(dx));
  const std::size_t fit = panel_size / W.n_rows / lanes * lanes;
  const std::size_t step = std::min(panel_rows, fit);
  for (std::size_t i = 0; i < W.n_cols; i += step)
    panel_input_gradient(W, dy, part_from(i, step, W.n_cols), dx);
}

void Linear::linear_weight_gradient(const arma::fmat& x, const arma::fmat& dy,
                                    Range range, arma::fmat& dW,
                                    const ColumnsHook<float>& hook) {
  if (range.empty() || dy.n_cols == 0) return;
  if (dy.n_rows % lanes == 0)
    return weight_gradient_by_panels(x, dy, range, dW, hook);
  const ConstBlock features = {x.memptr() + range.begin, range.size(), x.n_cols,
                               x.n_rows, true};
  const Block columns = {dW.colptr(range.begin), dW.n_rows, range.size(),
                         dW.n_rows};
  gemm(whole(dy), features, 0, columns);
  hook(range);
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
