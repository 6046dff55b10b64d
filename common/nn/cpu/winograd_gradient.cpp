// The backward pass of Winograd's convolution: every number's path in reverse.
#include <algorithm>

#include "nn/core/transpose.hpp"
#include "nn/cpu/direct_convolution.hpp"
#include "nn/cpu/winograd.hpp"
#include "nn/cpu/winograd_axes.hpp"

namespace nn::cpu::winograd {

void transpose_weights(const float* U, std::size_t ci, std::size_t co,
                       Range range, float* transposed) {
  for (std::size_t at = range.begin; at < range.end; ++at)
    transpose_small(U + at * ci * co, co, ci, transposed + at * ci * co);
}

void weights_gradient(const float* S, std::size_t ci, std::size_t co,
                      Range range, float* dW) {
  const std::size_t plane = ci * co;
  for (std::size_t at = range.begin; at < range.end; at += lanes) {
    Vector t[3][4], w[3];
    for (std::size_t x = 0; x < 4; ++x) {
      const float* s = S + x * plane + at;
      weight_gradient_axis(load(s), load(s + 4 * plane), load(s + 8 * plane),
                           load(s + 12 * plane), t[0][x], t[1][x], t[2][x]);
    }
    for (std::size_t y = 0; y < 3; ++y) {
      weight_gradient_axis(t[y][0], t[y][1], t[y][2], t[y][3], w[0], w[1],
                           w[2]);
      for (std::size_t x = 0; x < 3; ++x)
        store(dW + (3 * y + x) * plane + at, w[x]);
    }
  }
}

namespace {

/// Like gradient_axis, for a gradient that only one of the two pixels has.
inline void one_gradient_axis(Vector v, Integers second, Vector& a, Vector& b,
                              Vector& c, Vector& d) {
  a = second ? Vector{} : v;
  b = v;
  c = second ? -v : v;
  d = second ? -v : all(-0.0f);  // -0, as gradient_axis gives
}

/// The gradient at a pixel after ReLU and pooling; none beyond the edge.
inline Vector gradient_at(const Gradient& gradient, const Shape& shape,
                          std::size_t row, std::size_t col, std::size_t k) {
  if (row >= shape.height || col >= shape.width) return Vector{};
  const std::size_t at = (row * shape.width + col) * shape.channels + k;
  const Vector d = load(gradient.dy + at);
  return gradient.y ? where_positive(load(gradient.y + at), d) : d;
}

/// D of the tile (i, j). Returns the sum of its pixels, like the next function.
inline Vector transform_pixels(const Gradient& gradient, const Shape& shape,
                               std::size_t i, std::size_t j, std::size_t k,
                               std::size_t to_next, float* D) {
  Vector dz[2][2], t[4][2], d[4];
#pragma GCC unroll 2
  for (std::size_t s = 0; s < 2; ++s) {
    for (std::size_t r = 0; r < 2; ++r)
      dz[r][s] = gradient_at(gradient, shape, 2 * i + r, 2 * j + s, k);
    gradient_axis(dz[0][s], dz[1][s], t[0][s], t[1][s], t[2][s], t[3][s]);
  }
#pragma GCC unroll 4
  for (std::size_t r = 0; r < 4; ++r) {
    gradient_axis(t[r][0], t[r][1], d[0], d[1], d[2], d[3]);
#pragma GCC unroll 4
    for (std::size_t s = 0; s < 4; ++s)
      store(D + (4 * r + s) * to_next, d[s]);
  }
  return (dz[0][0] + dz[0][1]) + (dz[1][0] + dz[1][1]);
}

/// D of a pooled tile: each channel has one gradient in it.
inline Vector transform_window(const Gradient& gradient, const Shape& shape,
                               std::size_t i, std::size_t j, std::size_t k,
                               std::size_t to_next, float* D) {
  const Vector dz = gradient_at(gradient, shape, i, j, k);
  // A partial tile, on the right or at the bottom, belongs to no window: any
  // place will do.
  const std::size_t at =
      std::min(i * shape.width + j, shape.pixels() - 1) * shape.channels + k;
  const Integers place = load_bytes(gradient.argmax + at);
  const Integers right = (place & 1) != 0, below = place > 1;
  Vector t[4], d[4];
  one_gradient_axis(dz, below, t[0], t[1], t[2], t[3]);
#pragma GCC unroll 4
  for (std::size_t r = 0; r < 4; ++r) {
    one_gradient_axis(t[r], right, d[0], d[1], d[2], d[3]);
#pragma GCC unroll 4
    for (std::size_t s = 0; s < 4; ++s)
      store(D + (4 * r + s) * to_next, d[s]);
  }
  return dz;
}

}  // namespace

void transform_gradient(const Gradient& gradient, const Shape& shape,
                        std::size_t cols, Range rows, float* D, float* sum) {
  const std::size_t c = shape.channels, to_next = plane(rows.size() * cols * c);
  for (std::size_t k = 0; k < c; k += lanes) {
    Vector total = load(sum + k);
    float* to = D + k;
    for (std::size_t i = rows.begin; i < rows.end; ++i)
      for (std::size_t j = 0; j < cols; ++j, to += c)
        total += gradient.argmax
                     ? transform_window(gradient, shape, i, j, k, to_next, to)
                     : transform_pixels(gradient, shape, i, j, k, to_next, to);
    store(sum + k, total);
  }
}

namespace {

/// What a tile adds to its 4x4 pixels of dx.
inline void patch_of(const float* M, std::size_t to_next, Vector (&e)[4][4]) {
#pragma GCC unroll 4
  for (std::size_t s = 0; s < 4; ++s) {
#pragma GCC unroll 4
    for (std::size_t r = 0; r < 4; ++r)
      e[r][s] = load(M + (4 * r + s) * to_next);
    patch_axis(e[0][s], e[1][s], e[2][s], e[3][s]);
  }
  // Not by reference: that would have to be aligned.
#pragma GCC unroll 4
  for (std::size_t r = 0; r < 4; ++r)  // NOLINT(modernize-loop-convert)
    patch_axis(e[r][0], e[r][1], e[r][2], e[r][3]);
}

/// A column of four pixels to which no other tile of this row will add. The row
/// above has already added to the first `begun` of them.
inline void put_column(const Vector (&e)[4][4], std::size_t s,
                       float* const (&rows)[4], std::size_t begun,
                       std::size_t offset) {
#pragma GCC unroll 4
  for (std::size_t r = 0; r < 4; ++r) {
    if (!rows[r]) continue;  // beyond the edge
    float* pixel = rows[r] + offset;
    store(pixel, r < begun ? load(pixel) + e[r][s] : e[r][s]);
  }
}

/// A row of tiles, `lanes` channels; the first tile begins with column x.
/// Neighbors share two columns of pixels.
void add_row(const float* M, std::size_t to_next, std::size_t cols,
             float* const (&rows)[4], std::size_t begun, std::size_t x,
             std::size_t width, std::size_t channels) {
  Vector e[4][4] = {}, left[4][2] = {};
  const auto put = [&](std::size_t s) {
    if (x < width) put_column(e, s, rows, begun, x * channels);
    ++x;
  };
  for (std::size_t j = 0; j < cols; ++j, M += channels) {
    patch_of(M, to_next, e);
#pragma GCC unroll 4
    for (std::size_t r = 0; r < 4; ++r) {
      e[r][0] += left[r][0], e[r][1] += left[r][1];
      left[r][0] = e[r][2], left[r][1] = e[r][3];
    }
    put(0);
    put(1);
  }
  put(2);
  put(3);
}

}  // namespace

void add_tiles(const float* M, std::size_t cols, Range rows,
               const ImageGradient& dx) {
  const std::size_t c = dx.channels, to_next = plane(rows.size() * cols * c);
  for (std::size_t i = rows.begin; i < rows.end; ++i, M += cols * c)
    for (std::size_t k = 0; k < c; k += lanes) {
      float* lines[4];
      for (std::size_t r = 0; r < 4; ++r) {
        const std::size_t y = 2 * i + r - dx.padding;  // huge above the edge
        lines[r] = y < dx.height ? dx.data + y * dx.width * c + k : nullptr;
      }
      add_row(M + k, to_next, cols, lines, i > 0 ? 2 : 0, 0 - dx.padding,
              dx.width, c);
    }
}

void add_products(const float* D, const float* V, std::size_t ci,
                  std::size_t co, std::size_t tiles, bool begin, float* S) {
  const Strides strides = {1, ci, ci, ci, 1};
  weight_gradient(strides, V, {D, 0, co, 1, tiles}, co, !begin, S, co,
                  {positions, plane(tiles * ci), ci * co, plane(tiles * co)});
}

}  // namespace nn::cpu::winograd
