#include "nn/cpu/winograd.hpp"

#include <algorithm>
#include <limits>

#include "nn/cpu/direct_convolution.hpp"
#include "nn/cpu/largest.hpp"
#include "nn/cpu/simd.hpp"

namespace nn::cpu::winograd {
namespace {

// #region winograd_transforms
/// B' d: what a tile's input becomes, along one axis.
inline void input_axis(Vector& a, Vector& b, Vector& c, Vector& d) {
  const Vector a0 = a, b0 = b, c0 = c, d0 = d;
  a = a0 - c0;
  b = b0 + c0;
  c = c0 - b0;
  d = b0 - d0;
}

/// A' m: two numbers of the output from four, along one axis.
inline void output_axis(Vector a, Vector b, Vector c, Vector d, Vector& first,
                        Vector& second) {
  first = a + b + c;
  second = b - c - d;
}

/// A y: the other way round.
inline void gradient_axis(Vector first, Vector second, Vector& a, Vector& b,
                          Vector& c, Vector& d) {
  a = first;
  b = first + second;
  c = first - second;
  d = -second;
}

/// G w: four numbers from three.
inline void weight_axis(Vector p, Vector q, Vector r, Vector& a, Vector& b,
                        Vector& c, Vector& d) {
  const Vector outer = 0.5f * (p + r), middle = 0.5f * q;
  a = p;
  b = outer + middle;
  c = outer - middle;
  d = r;
}

/// G' s: three numbers from four.
inline void weight_gradient_axis(Vector a, Vector b, Vector c, Vector d,
                                 Vector& p, Vector& q, Vector& r) {
  const Vector sum = 0.5f * (b + c);
  p = a + sum;
  q = 0.5f * (b - c);
  r = sum + d;
}
// #endregion winograd_transforms

}  // namespace

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

void mirror_weights(const float* U, std::size_t ci, std::size_t co, Range range,
                    float* mirrored) {
  // Mirroring a kernel swaps the first and the last row of G, nothing else.
  constexpr std::size_t swapped[] = {3, 1, 2, 0};
  for (std::size_t at = range.begin; at < range.end; ++at) {
    const float* from = U + (4 * swapped[at / 4] + swapped[at % 4]) * ci * co;
    float* to = mirrored + at * ci * co;
    for (std::size_t o = 0; o < co; ++o)
      for (std::size_t c = 0; c < ci; ++c)
        to[o * ci + c] = from[c * co + o];
  }
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

/// Two columns of a tile's input, B' applied along them.
inline void two_columns(const float* x, std::size_t row, std::size_t channels,
                        Vector (&d)[4][4], std::size_t first) {
#pragma GCC unroll 2
  for (std::size_t s = first; s < first + 2; ++s, x += channels) {
#pragma GCC unroll 4
    for (std::size_t r = 0; r < 4; ++r)
      d[r][s] = load(x + r * row);
    input_axis(d[0][s], d[1][s], d[2][s], d[3][s]);
  }
}

/// A row of tiles, `lanes` channels. Neighbours share two columns of pixels:
/// each column is transformed once.
void transform_row(const float* x, std::size_t row, std::size_t channels,
                   std::size_t cols, std::size_t to_next, float* V) {
  Vector d[4][4];
  two_columns(x, row, channels, d, 2);
  for (std::size_t j = 0; j < cols; ++j, V += channels) {
    x += 2 * channels;
#pragma GCC unroll 4
    for (auto& r : d)
      r[0] = r[2], r[1] = r[3];
    two_columns(x, row, channels, d, 2);
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

void transform_image(const Framed& x, std::size_t cols, Range rows, float* V) {
  const std::size_t c = x.channels, to_next = plane(rows.size() * cols * c);
  for (std::size_t i = rows.begin; i < rows.end; ++i, V += cols * c)
    for (std::size_t k = 0; k < c; k += lanes)
      transform_row(x.data + 2 * i * x.row + k, x.row, c, cols, to_next, V + k);
}

void transform_gradient(const Framed& dy, std::size_t cols, Range rows,
                        float* D) {
  const std::size_t c = dy.channels, to_next = plane(rows.size() * cols * c);
  for (std::size_t i = rows.begin; i < rows.end; ++i)
    for (std::size_t j = 0; j < cols; ++j, D += c)
      for (std::size_t k = 0; k < c; k += lanes) {
        const float* from = dy.data + 2 * i * dy.row + 2 * j * c + k;
        Vector t[4][2], d[4];
#pragma GCC unroll 2
        for (std::size_t s = 0; s < 2; ++s)
          gradient_axis(load(from + s * c), load(from + dy.row + s * c),
                        t[0][s], t[1][s], t[2][s], t[3][s]);
#pragma GCC unroll 4
        for (std::size_t r = 0; r < 4; ++r) {
          gradient_axis(t[r][0], t[r][1], d[0], d[1], d[2], d[3]);
#pragma GCC unroll 4
          for (std::size_t s = 0; s < 4; ++s)
            store(D + (4 * r + s) * to_next + k, d[s]);
        }
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
        if (out.places) {
          if (!right || !below) continue;  // belongs to no window
          const Largest most = largest(y[0][0], y[0][1], y[1][0], y[1][1]);
          const std::size_t to = (i * (out.width / 2) + j) * c + k;
          store(out.y + to, most.value);
          store_bytes(out.places + to, most.place);
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
  const Walk walk = {1, ci, ci, ci, 1};
  convolve(walk, V, {U, co}, co, {M, co, 1, tiles},
           {positions, plane(tiles * ci), ci * co, plane(tiles * co)});
}

void add_products(const float* D, const float* V, std::size_t ci,
                  std::size_t co, std::size_t tiles, float* S) {
  const Walk walk = {1, ci, ci, ci, 1};
  weight_gradient(walk, V, {D, 0, co, 1, tiles}, co, true, S, co,
                  {positions, plane(tiles * ci), ci * co, plane(tiles * co)});
}
// #endregion winograd_products

}  // namespace nn::cpu::winograd
