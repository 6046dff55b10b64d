/// A tile of C: as many of its elements as the registers can hold sums for.
#pragma once

#include <array>
#include <utility>

#include "nn/core/vectors.hpp"

namespace nn::products {

template <class Real>
inline constexpr std::size_t tile_rows = 2 * lanes<Real>;
template <class Real>
inline constexpr std::size_t tile_size = tile_columns* tile_rows<Real>;

/// What a tile is computed from: a panel of op(A), with `a_step` numbers from
/// one k to the next, and one of op(B), packed or in lines that are `b_step`
/// apart. Its sums continue those at `before` (columns of tile_rows).
template <class Real>
struct Panels {
  const Real* a;
  std::size_t a_step;
  const Real* b;
  std::size_t b_step;
  std::size_t inner;
  const Real* before;
};

/// The sums for `vectors` vectors of rows x `columns` columns.
template <class Real, std::size_t vectors, std::size_t columns, bool packed>
void tile(const Panels<Real>& panels, Real* sums, std::size_t sums_step) {
  auto [a, a_step, b, b_step, inner, before] = panels;
  Vector<Real> s[columns][vectors];
#pragma GCC unroll 12
  for (std::size_t n = 0; n < columns; ++n)
#pragma GCC unroll 2
    for (std::size_t r = 0; r < vectors; ++r)
      s[n][r] = load(before + n * tile_rows<Real> + r * lanes<Real>);
  for (std::size_t k = 0; k < inner; ++k) {
    Vector<Real> column[vectors];
#pragma GCC unroll 2
    for (std::size_t r = 0; r < vectors; ++r)
      column[r] = load(a + r * lanes<Real>);
#pragma GCC unroll 12
    for (std::size_t n = 0; n < columns; ++n) {
      const Vector<Real> x = broadcast(packed ? b[n] : b[n * b_step]);
#pragma GCC unroll 2
      for (std::size_t r = 0; r < vectors; ++r)
        s[n][r] = multiply_add(column[r], x, s[n][r]);
    }
    a += a_step;
    b += packed ? columns : 1;
  }
#pragma GCC unroll 12
  for (std::size_t n = 0; n < columns; ++n)
#pragma GCC unroll 2
    for (std::size_t r = 0; r < vectors; ++r)
      store(sums + n * sums_step + r * lanes<Real>, s[n][r]);
}

template <class Real>
using Tile = void (*)(const Panels<Real>&, Real*, std::size_t);

/// The functions for one or two vectors of rows and 1 … tile_columns columns.
template <class Real, bool packed>
constexpr auto all_tiles() {
  return []<std::size_t... n>(std::index_sequence<n...>) {
    using Row = std::array<Tile<Real>, tile_columns>;
    return std::array<Row, 2>{Row{tile<Real, 1, n + 1, packed>...},
                              Row{tile<Real, 2, n + 1, packed>...}};
  }
  (std::make_index_sequence<tile_columns>{});
}

template <class Real, bool packed>
Tile<Real> choose_tile(std::size_t vectors, std::size_t cols) {
  static constexpr auto tiles = all_tiles<Real, packed>();
  return tiles[vectors - 1][cols - 1];
}

/// Where results go: C or its transpose, element (i, j) at
/// data[i * row_step + j * col_step].
template <class Real>
struct Results {
  Real* data;
  std::size_t rows, cols, row_step, col_step;
  Results part(std::size_t i, std::size_t j, std::size_t some_rows,
               std::size_t some_cols) const {
    return {data + i * row_step + j * col_step, some_rows, some_cols, row_step,
            col_step};
  }
};

/// The new value of an element c of C; see product.hpp.
template <class Real>
Real finished(Real alpha, Real sum, Real beta, Real c) {
  const Real t = alpha == 1 ? sum : alpha * sum;
  return beta == 1 ? t + c : t + beta * c;
}

/// Writes a line of sums, `from_step` numbers from one to the next, to adjacent
/// elements of C.
template <class Real>
void write(Real alpha, const Real* sums, std::size_t from_step,
           std::size_t count, Real beta, Real* to) {
  if (beta != 0)
    for (std::size_t i = 0; i < count; ++i)
      to[i] = finished(alpha, sums[i * from_step], beta, to[i]);
  else if (alpha != 1)
    for (std::size_t i = 0; i < count; ++i)
      to[i] = alpha * sums[i * from_step];
  else
    for (std::size_t i = 0; i < count; ++i)
      to[i] = sums[i * from_step];
}
/// Writes a tile's sums into C, whose rows or columns are contiguous in memory.
template <class Real>
void write(Real alpha, const Real* sums, Real beta, const Results<Real>& C) {
  if (C.row_step == 1)
    for (std::size_t j = 0; j < C.cols; ++j)
      write(alpha, sums + j * tile_rows<Real>, 1, C.rows, beta,
            C.data + j * C.col_step);
  else
    for (std::size_t i = 0; i < C.rows; ++i)
      write(alpha, sums + i, tile_rows<Real>, C.cols, beta,
            C.data + i * C.row_step);
}

}  // namespace nn::products
