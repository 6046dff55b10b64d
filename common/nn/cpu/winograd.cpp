#include "nn/cpu/winograd.hpp"

#include <algorithm>
#include <limits>

#include "nn/cpu/direct_convolution.hpp"
#include "nn/cpu/largest.hpp"
#include "nn/cpu/winograd_axes.hpp"

namespace nn::cpu::winograd {

Tiles Tiles::of(std::size_t height, std::size_t width, std::size_t least) {
  Tiles tiles{(height + 1) / 2, (width + 1) / 2, 1};
  if (tiles.cols > 0) tiles.chunk = (least + tiles.cols - 1) / tiles.cols;
  tiles.chunk = std::clamp<std::size_t>(tiles.chunk, 1,
                                        std::max<std::size_t>(tiles.rows, 1));
  return tiles;
}

void transform_weights(const float* W, std::size_t ci, std::size_t co,
                       Range channels, float* U) {
  const std::size_t plane = ci * co;
  for (std::size_t at = channels.begin * co; at < channels.end * co;
       at += lanes) {
    Vector t[4][3], u[4];
    for (std::size_t x = 0; x < 3; ++x) {
      const float* w = W + x * plane + at;  // a column of the kernel
      weight_axis(load(w), load(w + 3 * plane), load(w + 6 * plane), t[0][x],
                  t[1][x], t[2][x], t[3][x]);
    }
    for (std::size_t y = 0; y < 4; ++y) {
      weight_axis(t[y][0], t[y][1], t[y][2], u[0], u[1], u[2], u[3]);
      for (std::size_t x = 0; x < 4; ++x)
        store(U + (4 * y + x) * plane + at, u[x]);
    }
  }
}

namespace {

/// Column s of a tile's input, B' applied along it; zeros beyond the edge.
inline void column(const float* const (&rows)[4], std::size_t x,
                   std::size_t width, std::size_t channels, Vector (&d)[4][4],
                   std::size_t s) {
  const bool inside = x < width;
#pragma GCC unroll 4
  for (std::size_t r = 0; r < 4; ++r)
    d[r][s] = inside ? load(rows[r] + x * channels) : Vector{};
  input_axis(d[0][s], d[1][s], d[2][s], d[3][s]);
}

/// A row of tiles, `lanes` channels; the first tile begins with column x.
/// Neighbors share two columns of pixels: each is transformed once.
void transform_row(const float* const (&rows)[4], std::size_t x,
                   std::size_t width, std::size_t channels, std::size_t cols,
                   std::size_t to_next, float* V) {
  Vector d[4][4];
  column(rows, x, width, channels, d, 2);
  column(rows, x + 1, width, channels, d, 3);
  for (std::size_t j = 0; j < cols; ++j, V += channels) {
    x += 2;
#pragma GCC unroll 4
    for (auto& r : d)
      r[0] = r[2], r[1] = r[3];
    column(rows, x, width, channels, d, 2);
    column(rows, x + 1, width, channels, d, 3);
#pragma GCC unroll 4
    for (std::size_t r = 0; r < 4; ++r) {
      Vector v[4] = {d[r][0], d[r][1], d[r][2], d[r][3]};
      input_axis(v[0], v[1], v[2], v[3]);
#pragma GCC unroll 4
      for (std::size_t s = 0; s < 4; ++s)
        store(V + (4 * r + s) * to_next, v[s]);
    }
  }
}

}  // namespace

void transform_image(const Image& x, std::size_t cols, Range rows, float* V) {
  const std::size_t c = x.channels, to_next = plane(rows.size() * cols * c);
  for (std::size_t i = rows.begin; i < rows.end; ++i, V += cols * c)
    for (std::size_t k = 0; k < c; k += lanes) {
      const float* lines[4];
      for (std::size_t r = 0; r < 4; ++r) {
        const std::size_t y = 2 * i + r - x.padding;  // huge above the edge
        lines[r] = (y < x.height ? x.data + y * x.width * c : x.zeros) + k;
      }
      transform_row(lines, 0 - x.padding, x.width, c, cols, to_next, V + k);
    }
}

namespace {

/// The four pixels of a tile, `lanes` channels of them.
inline void pixels_of(const float* M, std::size_t to_next, Vector (&y)[2][2]) {
  Vector t[2][4];
#pragma GCC unroll 4
  for (std::size_t s = 0; s < 4; ++s)
    output_axis(load(M + s * to_next), load(M + (4 + s) * to_next),
                load(M + (8 + s) * to_next), load(M + (12 + s) * to_next),
                t[0][s], t[1][s]);
  output_axis(t[0][0], t[0][1], t[0][2], t[0][3], y[0][0], y[0][1]);
  output_axis(t[1][0], t[1][1], t[1][2], t[1][3], y[1][0], y[1][1]);
}

}  // namespace

void write_tiles(const float* M, std::size_t cols, Range rows,
                 const Output& out) {
  const std::size_t c = out.channels, to_next = plane(rows.size() * cols * c);
  const float least = out.relu ? 0 : -std::numeric_limits<float>::infinity();
  for (std::size_t i = rows.begin; i < rows.end; ++i)
    for (std::size_t j = 0; j < cols; ++j, M += c)
      for (std::size_t k = 0; k < c; k += lanes) {
        Vector y[2][2];
        pixels_of(M + k, to_next, y);
        const Vector bias = out.bias ? load(out.bias + k) : Vector{};
        // Not by reference: that would have to be aligned.
#pragma GCC unroll 2
        for (std::size_t r = 0; r < 2; ++r)  // NOLINT(modernize-loop-convert)
#pragma GCC unroll 2
          for (std::size_t s = 0; s < 2; ++s)
            y[r][s] = at_least(least, y[r][s] + bias);
        const bool right = 2 * j + 1 < out.width;
        const bool below = 2 * i + 1 < out.height;
        if (out.argmax) {
          if (!right || !below) continue;  // belongs to no window
          const Largest most = largest(y[0][0], y[0][1], y[1][0], y[1][1]);
          const std::size_t to = (i * (out.width / 2) + j) * c + k;
          store(out.y + to, most.value);
          store_bytes(out.argmax + to, most.place);
          continue;
        }
        float* to = out.y + (2 * i * out.width + 2 * j) * c + k;
        store(to, y[0][0]);
        if (right) store(to + c, y[0][1]);
        to += out.width * c;
        if (below) store(to, y[1][0]);
        if (below && right) store(to + c, y[1][1]);
      }
}

// #region winograd_products
void multiply(const float* U, const float* V, std::size_t ci, std::size_t co,
              std::size_t tiles, float* M) {
  // A convolution with a window of one pixel; tiles take the place of pixels.
  const Strides strides = {1, ci, ci, ci, 1};
  convolve(strides, V, {U, co}, co, {M, co, 1, tiles},
           {positions, plane(tiles * ci), ci * co, plane(tiles * co)});
}
// #endregion winograd_products

}  // namespace nn::cpu::winograd
