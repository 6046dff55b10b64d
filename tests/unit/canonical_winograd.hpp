/// The order of every sum in Winograd's convolution: canonical_order.hpp with
/// the products of tiles in the place of windows. nn/cpu/winograd.hpp explains
/// the formula.
#pragma once

#include "canonical_order.hpp"

namespace canonical {

/// 3x3 windows side by side on channels in multiples of 16.
inline bool is_winograd(const WindowedShape& shape) {
  const auto& [in, out, window] = shape;
  return window.kernel == 3 && window.stride == 1 && window.padding < 3 &&
         in.channels % 16 == 0 && out.channels % 16 == 0;
}

template <std::size_t n>
using Numbers = std::array<float, n>;
template <std::size_t rows, std::size_t columns = rows>
using Table = std::array<Numbers<columns>, rows>;

// #region canonical_axes
/// The six transforms along one axis; sums from left to right.
inline Numbers<4> weight_axis(const Numbers<3>& w) {  // G w
  const float outer = 0.5f * (w[0] + w[2]), middle = 0.5f * w[1];
  return {w[0], outer + middle, outer - middle, w[2]};
}
inline Numbers<3> weight_gradient_axis(const Numbers<4>& s) {  // G' s
  const float sum = 0.5f * (s[1] + s[2]);
  return {s[0] + sum, 0.5f * (s[1] - s[2]), sum + s[3]};
}
inline Numbers<4> input_axis(const Numbers<4>& x) {  // B' x
  return {x[0] - x[2], x[1] + x[2], x[2] - x[1], x[1] - x[3]};
}
inline Numbers<4> input_gradient_axis(const Numbers<4>& m) {  // B m
  return {m[0], m[1] - m[2] + m[3], m[1] + m[2] - m[0], -m[3]};
}
inline Numbers<2> output_axis(const Numbers<4>& m) {  // A' m
  return {m[0] + m[1] + m[2], m[1] - m[2] - m[3]};
}
inline Numbers<4> output_gradient_axis(const Numbers<2>& y) {  // A y
  return {y[0], y[0] + y[1], y[0] - y[1], -y[1]};
}

/// Along the columns first, then along the rows.
template <std::size_t n, std::size_t m>
Table<n> transform(Numbers<n> (*axis)(const Numbers<m>&), const Table<m>& x) {
  Table<n, m> by_columns;
  for (std::size_t s = 0; s < m; ++s) {
    Numbers<m> column;
    for (std::size_t r = 0; r < m; ++r)
      column[r] = x[r][s];
    const Numbers<n> transformed = axis(column);
    for (std::size_t r = 0; r < n; ++r)
      by_columns[r][s] = transformed[r];
  }
  Table<n> result;
  for (std::size_t r = 0; r < n; ++r)
    result[r] = axis(by_columns[r]);
  return result;
}
// #endregion canonical_axes

/// A matrix for each of the 16 positions in a tile.
using Tiles = std::array<Matrix, 16>;

inline void put(const Table<4>& tile, std::size_t row, std::size_t column,
                Tiles& tiles) {
  for (std::size_t p = 0; p < 16; ++p)
    tiles[p](row, column) = tile[p / 4][p % 4];
}
inline Table<4> get(const Tiles& tiles, std::size_t row, std::size_t column) {
  Table<4> tile;
  for (std::size_t p = 0; p < 16; ++p)
    tile[p / 4][p % 4] = tiles[p](row, column);
  return tile;
}
inline Tiles zeros(std::size_t rows, std::size_t columns) {
  Tiles tiles;
  tiles.fill(Matrix(rows, columns, arma::fill::zeros));
  return tiles;
}

/// f(number, row, column) for the tiles of 2x2 output pixels, row by row; the
/// last ones may reach over the edge.
template <class F>
void for_each_tile(const Shape& out, F f) {
  std::size_t tile = 0;
  for (std::size_t i = 0; i < out.height; i += 2)
    for (std::size_t j = 0; j < out.width; j += 2)
      f(tile++, i, j);
}
inline std::size_t tile_count(const Shape& out) {
  return (out.height + 1) / 2 * ((out.width + 1) / 2);
}

/// The `m` x `m` pixels that begin `back` rows and columns before each tile,
/// transformed: channels x tiles.
template <std::size_t m>
Tiles tiles_of(const Shape& out, const Shape& shape, const float* image,
               std::size_t back, Numbers<4> (*axis)(const Numbers<m>&)) {
  Tiles tiles = zeros(shape.channels, tile_count(out));
  for_each_tile(out, [&](std::size_t tile, std::size_t i, std::size_t j) {
    for (std::size_t c = 0; c < shape.channels; ++c) {
      Table<m> numbers;
      for (std::size_t r = 0; r < m; ++r)
        for (std::size_t s = 0; s < m; ++s)
          numbers[r][s] = pixel(shape, image, i + r - back, j + s - back, c);
      put(transform(axis, numbers), c, tile, tiles);
    }
  });
  return tiles;
}

inline Tiles weights_of(const WindowedShape& shape, const Matrix& W) {
  const std::size_t ci = shape.in.channels;
  Tiles U = zeros(W.n_rows, ci);
  for (std::size_t o = 0; o < W.n_rows; ++o)
    for (std::size_t c = 0; c < ci; ++c) {
      Table<3> w;
      for (std::size_t tap = 0; tap < 9; ++tap)
        w[tap / 3][tap % 3] = W(o, tap * ci + c);
      put(transform(weight_axis, w), o, c, U);
    }
  return U;
}

// #region canonical_winograd
inline Matrix winograd_convolution(const WindowedShape& shape, const Matrix& W,
                                   const Matrix& b, const Matrix& x) {
  const Shape &in = shape.in, &out = shape.out;
  const Tiles U = weights_of(shape, W);
  Matrix y(out.features(), x.n_cols);
  for (std::size_t n = 0; n < x.n_cols; ++n) {
    Tiles M = tiles_of(out, in, x.colptr(n), shape.window.padding, input_axis);
    for (std::size_t p = 0; p < 16; ++p)
      M[p] = product(U[p], M[p]);
    for_each_tile(out, [&](std::size_t tile, std::size_t i, std::size_t j) {
      for (std::size_t c = 0; c < out.channels; ++c) {
        const Table<2> pixels = transform(output_axis, get(M, c, tile));
        for (std::size_t r = 0; r < 2 && i + r < out.height; ++r)
          for (std::size_t s = 0; s < 2 && j + s < out.width; ++s)
            y(((i + r) * out.width + j + s) * out.channels + c, n) =
                pixels[r][s] + b(c);
      }
    });
  }
  return y;
}
// #endregion canonical_winograd

// #region canonical_winograd_gradient
/// Each part is transformed back before the parts are added.
inline Matrix winograd_weight_gradient(const WindowedShape& shape,
                                       const Matrix& x, const Matrix& dz) {
  const Shape &in = shape.in, &out = shape.out;
  const auto part = [&](std::size_t begin, std::size_t end) {
    Tiles S = zeros(out.channels, in.channels);
    for (std::size_t n = begin; n < end; ++n) {
      const Tiles D = tiles_of(out, out, dz.colptr(n), 0, output_gradient_axis);
      const Tiles V =
          tiles_of(out, in, x.colptr(n), shape.window.padding, input_axis);
      for (std::size_t p = 0; p < 16; ++p)
        add_product(D[p], V[p].t(), S[p]);
    }
    Matrix dW(out.channels, 9 * in.channels);
    for (std::size_t o = 0; o < out.channels; ++o)
      for (std::size_t c = 0; c < in.channels; ++c) {
        const Table<3> w = transform(weight_gradient_axis, get(S, o, c));
        for (std::size_t tap = 0; tap < 9; ++tap)
          dW(o, tap * in.channels + c) = w[tap / 3][tap % 3];
      }
    return dW;
  };
  return no_negative_zeros(sum_in_parts(x.n_cols, part));
}

/// Neighboring tiles add to the pixels that they share: first the tiles of a
/// row, the left one to the right one; then that row to the one above.
inline void add_tiles(const WindowedShape& shape, const Tiles& M, float* dx) {
  const auto& [in, out, window] = shape;
  const std::size_t columns = (out.width + 1) / 2;
  for (std::size_t c = 0; c < in.channels; ++c)
    for (std::size_t i = 0; i < (out.height + 1) / 2; ++i) {
      std::vector<Numbers<4>> row(2 * columns + 2);  // 0
      for (std::size_t j = 0; j < columns; ++j) {
        const Table<4> e =
            transform(input_gradient_axis, get(M, c, i * columns + j));
        for (std::size_t r = 0; r < 4; ++r)
          for (std::size_t s = 0; s < 4; ++s)
            row[2 * j + s][r] = s < 2 ? e[r][s] + row[2 * j + s][r] : e[r][s];
      }
      for (std::size_t r = 0; r < 4; ++r)
        for (std::size_t s = 0; s < row.size(); ++s) {
          const std::size_t y = 2 * i + r - window.padding;
          const std::size_t x = s - window.padding;
          if (y >= in.height || x >= in.width) continue;
          float& number = dx[(y * in.width + x) * in.channels + c];
          number = i > 0 && r < 2 ? number + row[s][r] : row[s][r];
        }
    }
}

inline Matrix winograd_input_gradient(const WindowedShape& shape,
                                      const Matrix& W, const Matrix& dz) {
  const Tiles U = weights_of(shape, W);
  Matrix dx(shape.in.features(), dz.n_cols, arma::fill::zeros);
  for (std::size_t n = 0; n < dz.n_cols; ++n) {
    Tiles M =
        tiles_of(shape.out, shape.out, dz.colptr(n), 0, output_gradient_axis);
    for (std::size_t p = 0; p < 16; ++p)
      M[p] = product(U[p].t(), M[p]);
    add_tiles(shape, M, dx.colptr(n));
  }
  return dx;
}
// #endregion canonical_winograd_gradient

/// The convolution of any shape, as nn::cpu::Convolution chooses its method.
inline Matrix convolution(const WindowedShape& shape, const Matrix& W,
                          const Matrix& b, const Matrix& x) {
  return is_winograd(shape) ? winograd_convolution(shape, W, b, x)
                            : direct_convolution(shape, W, b, x);
}
inline Matrix convolution_weight_gradient(const WindowedShape& shape,
                                          const Matrix& x, const Matrix& dz) {
  return is_winograd(shape) ? winograd_weight_gradient(shape, x, dz)
                            : direct_weight_gradient(shape, x, dz);
}
inline Matrix convolution_input_gradient(const WindowedShape& shape,
                                         const Matrix& W, const Matrix& dz) {
  return is_winograd(shape) ? winograd_input_gradient(shape, W, dz)
                            : direct_input_gradient(shape, W, dz);
}

}  // namespace canonical
