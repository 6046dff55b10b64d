#include "nn/cpu/direct_convolution.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "nn/cpu/simd.hpp"

namespace nn::cpu {
namespace {

/// Sums that are kept in registers: AVX-512 has 32 registers, all others 16,
/// and some are needed for weights.
constexpr std::size_t most_sums = lanes == 16 ? 28 : 12;

/// `Pixels` neighbouring outputs of `Vectors * lanes` channels. All sums stay
/// in registers while the window is walked through; each weight vector is
/// loaded once for all pixels, each input number once for all channels.
/// `Step`: walk.step if it is known when this is compiled, else 0.
template <std::size_t Pixels, std::size_t Vectors, std::size_t Step>
void convolve_block(const Walk& walk, const float* x, const float* W,
                    const float* bias, bool relu_after, std::size_t co,
                    float* y) {
  const std::size_t step = Step ? Step : walk.step;
  // #region convolve_block
  Vector sum[Pixels][Vectors];
#pragma GCC unroll 16
  for (std::size_t p = 0; p < Pixels; ++p)
#pragma GCC unroll 4
    for (std::size_t v = 0; v < Vectors; ++v)
      sum[p][v] = bias ? load(bias + v * lanes) : Vector{};
  for (std::size_t ky = 0; ky < walk.kernel; ++ky, x += walk.row)
    for (std::size_t t = 0; t < walk.span; ++t, W += co) {
      Vector w[Vectors];
#pragma GCC unroll 4
      for (std::size_t v = 0; v < Vectors; ++v)
        w[v] = load(W + v * lanes);
#pragma GCC unroll 16
      for (std::size_t p = 0; p < Pixels; ++p)
#pragma GCC unroll 4
        for (std::size_t v = 0; v < Vectors; ++v)
          sum[p][v] += x[p * step + t] * w[v];
    }
  // #endregion convolve_block
  const float least = relu_after ? 0 : -std::numeric_limits<float>::infinity();
#pragma GCC unroll 16
  for (std::size_t p = 0; p < Pixels; ++p)
#pragma GCC unroll 4
    for (std::size_t v = 0; v < Vectors; ++v)
      store(y + p * co + v * lanes, at_least(least, sum[p][v]));
}

using Block = void (*)(const Walk&, const float*, const float*, const float*,
                       bool, std::size_t, float*);

/// Block functions for 1, 2, … pixels.
template <std::size_t Vectors, std::size_t Step>
constexpr auto blocks_for() {
  constexpr std::size_t most = std::min<std::size_t>(14, most_sums / Vectors);
  return []<std::size_t... i>(std::index_sequence<i...>) {
    return std::array<Block, most>{&convolve_block<i + 1, Vectors, Step>...};
  }
  (std::make_index_sequence<most>{});
}

/// One row of outputs, `Vectors * lanes` of its channels, in blocks of nearly
/// equal width.
template <std::size_t Vectors, std::size_t Step>
void convolve_row(const Walk& walk, const float* x, const float* W,
                  const float* bias, bool relu_after, std::size_t width,
                  std::size_t co, float* y) {
  static constexpr auto blocks = blocks_for<Vectors, Step>();
  const std::size_t count = (width + blocks.size() - 1) / blocks.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t begin = width * i / count;
    const std::size_t end = width * (i + 1) / count;
    blocks[end - begin - 1](walk, x + begin * walk.step, W, bias, relu_after,
                            co, y + begin * co);
  }
}

template <std::size_t Vectors, std::size_t Step>
void convolve_channels(const Walk& walk, const float* x, const float* W,
                       const float* bias, bool relu_after, std::size_t height,
                       std::size_t width, std::size_t co, float* y) {
  for (std::size_t i = 0; i < height; ++i)
    convolve_row<Vectors, Step>(walk, x + i * walk.stride * walk.row, W, bias,
                                relu_after, width, co, y + i * width * co);
}

/// All channels: four, two or one vector of them at a time.
template <std::size_t Step>
void convolve_step(const Walk& walk, const float* x, const float* W,
                   const float* bias, bool relu_after, std::size_t height,
                   std::size_t width, std::size_t co, float* y) {
  for (std::size_t c = 0; c < co;) {
    const auto part = [&](auto function) {
      function(walk, x, W + c, bias ? bias + c : nullptr, relu_after, height,
               width, co, y + c);
    };
    const std::size_t left = co - c;
    if (left >= 4 * lanes)
      part(convolve_channels<4, Step>), c += 4 * lanes;
    else if (left >= 2 * lanes)
      part(convolve_channels<2, Step>), c += 2 * lanes;
    else
      part(convolve_channels<1, Step>), c += lanes;
  }
}

// #region weight_gradient_block
/// `Rows * Taps` rows of dW^T (of `Rows` rows of the window, `Taps` numbers
/// each), `Vectors * lanes` of its columns: sums over all pixels stay in
/// registers.
template <std::size_t Rows, std::size_t Taps, std::size_t Vectors>
void weight_gradient_block(const Walk& walk, const float* x, const float* dz,
                           std::size_t dz_row, std::size_t height,
                           std::size_t width, std::size_t co, bool add,
                           float* dW) {
  constexpr std::size_t taps = Rows * Taps;
  Vector sum[taps][Vectors] = {};
  for (std::size_t i = 0; i < height; ++i) {
    const float* from = x + i * walk.stride * walk.row;
    const float* d = dz + i * dz_row;
    for (std::size_t p = 0; p < width; ++p, from += walk.step, d += co) {
      Vector w[Vectors];
#pragma GCC unroll 4
      for (std::size_t v = 0; v < Vectors; ++v)
        w[v] = load(d + v * lanes);
#pragma GCC unroll 16
      for (std::size_t t = 0; t < taps; ++t)
#pragma GCC unroll 4
        for (std::size_t v = 0; v < Vectors; ++v)
          sum[t][v] += from[t / Taps * walk.row + t % Taps] * w[v];
    }
  }
#pragma GCC unroll 16
  for (std::size_t t = 0; t < taps; ++t)
#pragma GCC unroll 4
    for (std::size_t v = 0; v < Vectors; ++v) {
      float* to = dW + t * co + v * lanes;
      store(to, add ? load(to) + sum[t][v] : sum[t][v]);
    }
}
// #endregion weight_gradient_block

using GradientBlock = void (*)(const Walk&, const float*, const float*,
                               std::size_t, std::size_t, std::size_t,
                               std::size_t, bool, float*);

/// Block functions for 1, 2, … taps.
template <std::size_t Vectors>
constexpr auto gradient_blocks_for() {
  constexpr std::size_t most = Vectors == 1 ? (lanes == 16 ? 16 : 12)
                                            : (lanes == 16 ? 24 : 12) / Vectors;
  return []<std::size_t... i>(std::index_sequence<i...>) {
    return std::array<GradientBlock, most>{
        &weight_gradient_block<1, i + 1, Vectors>...};
  }
  (std::make_index_sequence<most>{});
}

/// One row of the window: `span` rows of dW^T in blocks of nearly equal height.
template <std::size_t Vectors>
void weight_gradient_row(const Walk& walk, const float* x, const float* dz,
                         std::size_t dz_row, std::size_t height,
                         std::size_t width, std::size_t co, bool add,
                         float* dW) {
  static constexpr auto blocks = gradient_blocks_for<Vectors>();
  const std::size_t count = (walk.span + blocks.size() - 1) / blocks.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t begin = walk.span * i / count;
    const std::size_t end = walk.span * (i + 1) / count;
    blocks[end - begin - 1](walk, x + begin, dz, dz_row, height, width, co, add,
                            dW + begin * co);
  }
}

template <std::size_t Vectors>
void weight_gradient_channels(const Walk& walk, const float* x, const float* dz,
                              std::size_t dz_row, std::size_t height,
                              std::size_t width, std::size_t co, bool add,
                              float* dW) {
  // 3x3 windows on one channel: row by row, three sums would be too few to
  // keep the processor busy, and dz would be read three times.
  if (Vectors == 1 && walk.kernel == 3 && walk.span == 3) {
    weight_gradient_block<3, 3, Vectors>(walk, x, dz, dz_row, height, width, co,
                                         add, dW);
    return;
  }
  for (std::size_t ky = 0; ky < walk.kernel; ++ky)
    weight_gradient_row<Vectors>(walk, x + ky * walk.row, dz, dz_row, height,
                                 width, co, add, dW + ky * walk.span * co);
}

}  // namespace

void convolve(const Walk& walk, const float* x, const float* W,
              const float* bias, bool relu_after, std::size_t height,
              std::size_t width, std::size_t co, float* y) {
  const auto run = [&](auto function) {
    function(walk, x, W, bias, relu_after, height, width, co, y);
  };
  // The usual steps get code of their own: with `p * step` known, 14 pixels
  // need one address instead of 14.
  switch (walk.step) {
    case 1:
      return run(convolve_step<1>);
    case 16:
      return run(convolve_step<16>);
    case 32:
      return run(convolve_step<32>);
    case 64:
      return run(convolve_step<64>);
    default:
      return run(convolve_step<0>);
  }
}

void weight_gradient(const Walk& walk, const float* x, const float* dz,
                     std::size_t dz_row, std::size_t height, std::size_t width,
                     std::size_t co, bool add, float* dW) {
  for (std::size_t c = 0; c < co;) {
    const auto part = [&](auto function) {
      function(walk, x, dz + c, dz_row, height, width, co, add, dW + c);
    };
    if (co - c >= 2 * lanes)
      part(weight_gradient_channels<2>), c += 2 * lanes;
    else
      part(weight_gradient_channels<1>), c += lanes;
  }
}

}  // namespace nn::cpu
