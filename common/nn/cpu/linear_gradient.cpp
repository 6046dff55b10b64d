#include "nn/cpu/linear_gradient.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "nn/core/buffer.hpp"
#include "nn/core/sums.hpp"
#include "nn/cpu/blocks.hpp"

namespace nn::cpu {
namespace {

/// Some rows of dy, copied side by side: `rows` numbers per sample (whole
/// vectors), of which the first `count` are used.
struct Panel {
  const float* numbers;
  std::size_t rows, count, samples;
};

/// Where the panel's part of dW goes: `step` floats from one column to the
/// next.
struct Columns {
  float* numbers;
  std::size_t step;
};

/// The sums of a block, and those of the branches that wait for their
/// neighbor: at most one of each size.
template <std::size_t Taps, std::size_t Vectors>
class Branches {
 public:
  using Sums = Vector[Taps][Vectors];

  /// Part `number` is complete: `sums` becomes the largest branch that ends
  /// with it. Unless it is the last one, that branch waits.
  void complete(std::size_t number, bool is_last, Sums& sums) {
    for (; number % 2; number /= 2) {
      --waiting_;
      for_each(sums, [&](Vector& sum, Vector& left) { sum = left + sum; });
    }
    if (is_last) return;
    for_each(sums, [&](Vector& sum, Vector& left) { left = sum; });
    ++waiting_;
  }

 private:
  template <class F>
  void for_each(Sums& sums, F f) {
#pragma GCC unroll 16
    for (std::size_t t = 0; t < Taps; ++t)
#pragma GCC unroll 4
      for (std::size_t v = 0; v < Vectors; ++v)
        f(sums[t][v], branches_[waiting_][t][v]);
  }

  Vector branches_[4][Taps][Vectors];
  std::size_t waiting_ = 0;
};

// #region weight_gradient_in_parts
/// `Taps` columns of dW, `Vectors * lanes` rows from the panel's row `r` on:
/// one part's sums stay in registers.
template <std::size_t Taps, std::size_t Vectors>
void block(const float* x, std::size_t features, const Panel& panel,
           std::size_t r, const Columns& dW) {
  const std::size_t parts = linear_parts(panel.samples);
  Branches<Taps, Vectors> branches;
  Vector sums[Taps][Vectors];
  const float* d = panel.numbers + r;
  for (std::size_t part = 0; part < parts; ++part) {
#pragma GCC unroll 16
    for (auto& sum : sums)
#pragma GCC unroll 4
      for (Vector& v : sum)
        v = Vector{};
    const std::size_t samples = part_of(panel.samples, part, parts).size();
#pragma GCC unroll steps
    for (std::size_t j = 0; j < samples; ++j, x += features, d += panel.rows) {
      Vector w[Vectors];
#pragma GCC unroll 4
      for (std::size_t v = 0; v < Vectors; ++v)
        w[v] = load(d + v * lanes);
#pragma GCC unroll 16
      for (std::size_t t = 0; t < Taps; ++t)
#pragma GCC unroll 4
        for (std::size_t v = 0; v < Vectors; ++v)
          sums[t][v] = fma(x[t], w[v], sums[t][v]);
    }
    branches.complete(part, part + 1 == parts, sums);
  }
#pragma GCC unroll 16
  for (std::size_t t = 0; t < Taps; ++t)
#pragma GCC unroll 4
    for (std::size_t v = 0; v < Vectors; ++v) {
      float* to = dW.numbers + t * dW.step + r + v * lanes;
      const std::size_t at = r + v * lanes;
      if (at + lanes <= panel.count)
        store(to, sums[t][v]);
      else
        store_first(to, panel.count - at, sums[t][v]);
    }
}
// #endregion weight_gradient_in_parts

using Block = void (*)(const float*, std::size_t, const Panel&, std::size_t,
                       const Columns&);

/// Block functions for 1, 2, … taps.
template <std::size_t Vectors>
constexpr auto blocks_for() {
  constexpr std::size_t most = Vectors == 1 ? (lanes == 16 ? 16 : 12)
                                            : (lanes == 16 ? 24 : 12) / Vectors;
  return []<std::size_t... i>(std::index_sequence<i...>) {
    return std::array<Block, most>{&block<i + 1, Vectors>...};
  }
  (std::make_index_sequence<most>{});
}

/// `Vectors * lanes` rows of the panel, `columns` columns of dW.
template <std::size_t Vectors>
void panel_rows_from(const float* x, std::size_t features, const Panel& panel,
                     std::size_t r, std::size_t columns, Columns dW) {
  static constexpr auto blocks = blocks_for<Vectors>();
  const Parts parts(columns, blocks.size());
  for (std::size_t k = 0; k < parts.count; ++k) {
    const std::size_t taps = parts.size(k);
    blocks[taps - 1](x, features, panel, r, dW);
    x += taps;
    dW.numbers += taps * dW.step;
  }
}

void panel_gradient(const float* x, std::size_t features, const Panel& panel,
                    std::size_t columns, const Columns& dW) {
  for (std::size_t r = 0; r < panel.rows;) {
    const auto part = [&](auto function) {
      function(x, features, panel, r, columns, dW);
    };
    const std::size_t left = panel.rows - r;
    if (lanes == 16 && left >= 4 * lanes)
      part(panel_rows_from<4>), r += 4 * lanes;
    else if (left >= 2 * lanes)
      part(panel_rows_from<2>), r += 2 * lanes;
    else
      part(panel_rows_from<1>), r += lanes;
  }
}

constexpr std::size_t most_rows = 4 * lanes;  // of a panel
constexpr std::size_t most_panels = 4;        // that are worked on together

/// The rows from `row` on, for all samples; zeros fill the last vector.
Panel copy_panel(const arma::fmat& dy, std::size_t row, float* to) {
  const std::size_t count = std::min<std::size_t>(most_rows, dy.n_rows - row);
  const std::size_t rows = (count + lanes - 1) / lanes * lanes;
  const Panel panel = {to, rows, count, dy.n_cols};
  for (std::size_t j = 0; j < dy.n_cols; ++j, to += rows) {
    std::copy_n(dy.colptr(j) + row, count, to);
    std::fill(to + count, to + rows, 0.0f);
  }
  return panel;
}

}  // namespace

/// Columns of dW at a time: their part of x stays in the cache for all panels.
constexpr std::size_t columns_together = 48;

void weight_gradient_in_parts(const arma::fmat& x, const arma::fmat& dy,
                              Range range, arma::fmat& dW) {
  thread_local Buffer<float> memory;
  const std::size_t panel_size = most_rows * dy.n_cols;
  if (memory.size() < most_panels * panel_size)
    memory.resize(most_panels * panel_size);
  for (std::size_t row = 0; row < dy.n_rows;) {
    std::array<Panel, most_panels> panels;
    std::size_t count = 0;
    const std::size_t first = row;
    for (; count < most_panels && row < dy.n_rows; ++count, row += most_rows)
      panels[count] = copy_panel(dy, row, memory.data() + count * panel_size);
    for (std::size_t c = range.begin; c < range.end; c += columns_together) {
      const std::size_t columns = std::min(columns_together, range.end - c);
      for (std::size_t k = 0; k < count; ++k)
        panel_gradient(x.memptr() + c, x.n_rows, panels[k], columns,
                       {dW.colptr(c) + first + k * most_rows, dW.n_rows});
    }
  }
}

}  // namespace nn::cpu
