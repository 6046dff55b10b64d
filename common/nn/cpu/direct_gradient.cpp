#include <array>
#include <utility>

#include "nn/cpu/blocks.hpp"
#include "nn/cpu/direct_convolution.hpp"

namespace nn::cpu {
namespace {

/// f(row, column) for the pixels of an image, in windows of 2x2: dW adds them
/// up in this order, whether or not a pooling follows the convolution. (Pixels
/// that the pooling did not choose add 0.)
template <class F>
inline void for_each_pixel(std::size_t height, std::size_t width, F&& f) {
  for (std::size_t i = 0; i + 1 < height; i += 2) {
#pragma GCC unroll 1
    for (std::size_t j = 0; j + 1 < width; j += 2)
      f(i, j), f(i, j + 1), f(i + 1, j), f(i + 1, j + 1);
    if (width % 2) f(i, width - 1), f(i + 1, width - 1);
  }
  if (height % 2)
#pragma GCC unroll steps
    for (std::size_t j = 0; j < width; ++j)
      f(height - 1, j);
}

// #region weight_gradient_block
/// `Rows * Taps` rows of dW' (of `Rows` rows of the window, `Taps` numbers
/// each), `Vectors * lanes` of its columns: sums over all pixels stay in
/// registers. With `add` they go on from what dW holds.
template <std::size_t Rows, std::size_t Taps, std::size_t Vectors, bool Whole>
void weight_gradient_block(const Strides& strides, const float* x,
                           const Pixels& dz, std::size_t c, std::size_t left,
                           bool add, float* dW, std::size_t row_length) {
  constexpr std::size_t taps = Rows * Taps;
  const Channels<Vectors, Whole> channels{left};
  Vector sum[taps][Vectors] = {};
  if (add)
#pragma GCC unroll 16
    for (std::size_t t = 0; t < taps; ++t)
      channels.load(dW + t * row_length, sum[t]);
  const std::size_t x_row = strides.stride * strides.row;
  for_each_pixel(
      dz.height, dz.width,
      [&](std::size_t i, std::size_t j) __attribute__((always_inline)) {
        // #region pixels_of_weights
        const float* from = x + i * x_row + j * strides.step;
        Vector w[Vectors];
        channels.load(dz.data + c + i * dz.row + j * dz.step, w);
#pragma GCC unroll 16
        for (std::size_t t = 0; t < taps; ++t)
#pragma GCC unroll 4
          for (std::size_t v = 0; v < Vectors; ++v)
            sum[t][v] = multiply_add<Vectors>(
                from[t / Taps * strides.row + t % Taps], w[v], sum[t][v]);
        // #endregion pixels_of_weights
      });
#pragma GCC unroll 16
  for (std::size_t t = 0; t < taps; ++t)
    channels.store(dW + t * row_length, sum[t]);
}
// #endregion weight_gradient_block

using GradientBlock = void (*)(const Strides&, const float*, const Pixels&,
                               std::size_t, std::size_t, bool, float*,
                               std::size_t);

/// Block functions for 1, 2, … taps.
template <std::size_t Vectors, bool Whole>
constexpr auto gradient_blocks_for() {
  constexpr std::size_t most = Vectors == 1 ? (lanes == 16 ? 16 : 12)
                                            : (lanes == 16 ? 24 : 12) / Vectors;
  return []<std::size_t... i>(std::index_sequence<i...>) {
    return std::array<GradientBlock, most>{
        &weight_gradient_block<1, i + 1, Vectors, Whole>...};
  }
  (std::make_index_sequence<most>{});
}

/// One row of the window: `span` rows of dW' in blocks of nearly equal height.
template <std::size_t Vectors, bool Whole>
void weight_gradient_row(const Strides& strides, const float* x,
                         const Pixels& dz, std::size_t c, std::size_t left,
                         bool add, float* dW, std::size_t row_length) {
  static constexpr auto blocks = gradient_blocks_for<Vectors, Whole>();
  const Parts parts(strides.span, blocks.size());
  for (std::size_t k = 0; k < parts.count; ++k) {
    const std::size_t taps = parts.size(k);
    blocks[taps - 1](strides, x, dz, c, left, add, dW, row_length);
    x += taps;
    dW += taps * row_length;
  }
}

template <std::size_t Vectors, bool Whole>
void weight_gradient_window(const Strides& strides, const float* x,
                            const Pixels& dz, std::size_t c, std::size_t left,
                            bool add, float* dW, std::size_t row_length) {
  // 3x3 windows on one channel: row by row, three sums would be too few to
  // keep the processor busy; all nine taps fit.
  if (Vectors == 1 && strides.kernel == 3 && strides.span == 3) {
    weight_gradient_block<3, 3, Vectors, Whole>(strides, x, dz, c, left, add,
                                                dW, row_length);
    return;
  }
  for (std::size_t ky = 0; ky < strides.kernel; ++ky)
    weight_gradient_row<Vectors, Whole>(
        strides, x + ky * strides.row, dz, c, left, add,
        dW + ky * strides.span * row_length, row_length);
}

template <std::size_t Vectors, bool Whole = true>
void weight_gradient_channels(const Strides& strides, const float* x, Pixels dz,
                              std::size_t c, std::size_t left, bool add,
                              float* dW, std::size_t row_length,
                              const Planes& planes) {
  for (std::size_t plane = 0; plane < planes.count; ++plane) {
    weight_gradient_window<Vectors, Whole>(strides, x, dz, c, left, add, dW,
                                           row_length);
    x += planes.x;
    dz.data += planes.y;
    dW += planes.W;
  }
}

}  // namespace

void weight_gradient(const Strides& strides, const float* x, const Pixels& dz,
                     std::size_t channels, bool add, float* dW,
                     std::size_t row_length, const Planes& planes) {
  for (std::size_t c = 0; c < channels;) {
    const std::size_t left = channels - c;
    const auto part = [&](auto function) {
      function(strides, x, dz, c, left, add, dW + c, row_length, planes);
    };
    if (lanes == 16 && left >= 4 * lanes)
      part(weight_gradient_channels<4>), c += 4 * lanes;
    else if (left >= 2 * lanes)
      part(weight_gradient_channels<2>), c += 2 * lanes;
    else if (left >= lanes)
      part(weight_gradient_channels<1>), c += lanes;
    else
      part(weight_gradient_channels<1, false>), c += left;
  }
}

}  // namespace nn::cpu
