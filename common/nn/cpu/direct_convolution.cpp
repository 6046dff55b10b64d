#include "nn/cpu/direct_convolution.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "nn/cpu/blocks.hpp"

namespace nn::cpu {
namespace {

/// `Pixels` neighbouring outputs of `Vectors * lanes` channels. All sums stay
/// in registers while the window is walked through; each weight vector is
/// loaded once for all pixels, each input number once for all channels.
/// `Step`: walk.step if it is known when this is compiled, else 0. The first
/// channel is `c`: an offset, because copies of the small structs would cost
/// more than a block of few sums.
template <std::size_t Pixels, std::size_t Vectors, std::size_t Step>
void convolve_block(const Walk& walk, const float* x, const Kernel& kernel,
                    const Result& result, std::size_t c, float* y) {
  const std::size_t step = Step ? Step : walk.step;
  const float* bias = result.bias ? result.bias + c : nullptr;
  Vector sum[Pixels][Vectors];
#pragma GCC unroll 16
  for (std::size_t p = 0; p < Pixels; ++p)
#pragma GCC unroll 4
    for (std::size_t v = 0; v < Vectors; ++v)
      sum[p][v] = bias ? load(bias + v * lanes) : Vector{};
  // #region convolve_block
  const float* W = kernel.data + c;
  for (std::size_t ky = 0; ky < walk.kernel; ++ky, x += walk.row)
#pragma GCC unroll steps
    for (std::size_t t = 0; t < walk.span; ++t, W += kernel.row) {
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
  if (result.relu) {
#pragma GCC unroll 16
    for (std::size_t p = 0; p < Pixels; ++p)
#pragma GCC unroll 4
      for (std::size_t v = 0; v < Vectors; ++v)
        sum[p][v] = at_least(0, sum[p][v]);
  }
#pragma GCC unroll 16
  for (std::size_t p = 0; p < Pixels; ++p, y += result.step)
#pragma GCC unroll 4
    for (std::size_t v = 0; v < Vectors; ++v)
      store(y + v * lanes, sum[p][v]);
}

using Block = void (*)(const Walk&, const float*, const Kernel&, const Result&,
                       std::size_t, float*);

/// Block functions for 1, 2, … pixels.
template <std::size_t Vectors, std::size_t Step>
constexpr auto blocks_for() {
  // Beside the sums, registers hold weights and an input number. One sum too
  // many would go through memory in every step.
  constexpr std::size_t most =
      std::min<std::size_t>(14, (registers - Vectors - 1) / Vectors);
  return []<std::size_t... i>(std::index_sequence<i...>) {
    return std::array<Block, most>{&convolve_block<i + 1, Vectors, Step>...};
  }
  (std::make_index_sequence<most>{});
}

/// `Vectors * lanes` channels, row by row, each in blocks of nearly equal
/// width.
template <std::size_t Vectors, std::size_t Step>
void convolve_channels(const Walk& walk, const float* x, const Kernel& W,
                       const Result& result, const Planes& planes,
                       std::size_t c) {
  static constexpr auto blocks = blocks_for<Vectors, Step>();
  const Parts parts(result.width, blocks.size());
  for (std::size_t plane = 0; plane < planes.count; ++plane) {
    const Kernel kernel = {W.data + plane * planes.W, W.row};
    const float* row = x + plane * planes.x;
    float* y = result.y + plane * planes.y + c;
    for (std::size_t i = 0; i < result.height; ++i) {
      const float* from = row;
      for (std::size_t k = 0; k < parts.count; ++k) {
        const std::size_t pixels = parts.size(k);
        blocks[pixels - 1](walk, from, kernel, result, c, y);
        from += pixels * walk.step;
        y += pixels * result.step;
      }
      row += walk.stride * walk.row;
    }
  }
}

/// All channels: four, two or one vector of them at a time.
template <std::size_t Step>
void convolve_step(const Walk& walk, const float* x, const Kernel& W,
                   std::size_t channels, const Result& result,
                   const Planes& planes) {
  for (std::size_t c = 0; c < channels;) {
    const auto part = [&](auto function) {
      function(walk, x, W, result, planes, c);
    };
    const std::size_t left = channels - c;
    if (lanes == 16 && left >= 4 * lanes)
      part(convolve_channels<4, Step>), c += 4 * lanes;
    else if (left >= 2 * lanes)
      part(convolve_channels<2, Step>), c += 2 * lanes;
    else
      part(convolve_channels<1, Step>), c += lanes;
  }
}

// #region weight_gradient_block
/// `Rows * Taps` rows of dW' (of `Rows` rows of the window, `Taps` numbers
/// each), `Vectors * lanes` of its columns: sums over all pixels stay in
/// registers. `ahead`: memory to ask for meanwhile, a cache line a pixel.
template <std::size_t Rows, std::size_t Taps, std::size_t Vectors>
void weight_gradient_block(const Walk& walk, const float* x, const Pixels& dz,
                           std::size_t c, bool add, float* dW,
                           std::size_t row_length, const float* ahead) {
  constexpr std::size_t taps = Rows * Taps;
  const std::size_t line = ahead ? cache_line : 0;
  if (!ahead) ahead = x;  // at hand: asking for it costs nothing
  Vector sum[taps][Vectors] = {};
  for (std::size_t i = 0; i < dz.height; ++i) {
    const float* from = x + i * walk.stride * walk.row;
    const float* d = dz.data + c + i * dz.row;
#pragma GCC unroll steps
    for (std::size_t p = 0; p < dz.width;
         ++p, from += walk.step, d += dz.step) {
      Vector w[Vectors];
#pragma GCC unroll 4
      for (std::size_t v = 0; v < Vectors; ++v)
        w[v] = load(d + v * lanes);
      // What the next blocks read. It may be in another core's cache, and the
      // processor foresees steps of a few bytes, not from sample to sample.
      if constexpr (Rows == 1 && Vectors > 1) {
        __builtin_prefetch(from + cache_line);
        __builtin_prefetch(ahead, /*to read*/ 0, /*into the second cache*/ 2);
        ahead += line;
      }
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
      float* to = dW + t * row_length + v * lanes;
      store(to, add ? load(to) + sum[t][v] : sum[t][v]);
    }
}
// #endregion weight_gradient_block

using GradientBlock = void (*)(const Walk&, const float*, const Pixels&,
                               std::size_t, bool, float*, std::size_t,
                               const float*);

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

/// One row of the window: `span` rows of dW' in blocks of nearly equal height.
template <std::size_t Vectors>
void weight_gradient_row(const Walk& walk, const float* x, const Pixels& dz,
                         std::size_t c, bool add, float* dW,
                         std::size_t row_length, Ahead* ahead) {
  static constexpr auto blocks = gradient_blocks_for<Vectors>();
  const Parts parts(walk.span, blocks.size());
  for (std::size_t k = 0; k < parts.count; ++k) {
    const std::size_t taps = parts.size(k);
    blocks[taps - 1](walk, x, dz, c, add, dW, row_length,
                     ahead ? ahead->next(dz.height * dz.width) : nullptr);
    x += taps;
    dW += taps * row_length;
  }
}

template <std::size_t Vectors>
void weight_gradient_window(const Walk& walk, const float* x, const Pixels& dz,
                            std::size_t c, bool add, float* dW,
                            std::size_t row_length, Ahead* ahead) {
  // 3x3 windows on one channel: row by row, three sums would be too few to
  // keep the processor busy; all nine taps fit.
  if (Vectors == 1 && walk.kernel == 3 && walk.span == 3) {
    weight_gradient_block<3, 3, Vectors>(walk, x, dz, c, add, dW, row_length,
                                         nullptr);
    return;
  }
  for (std::size_t ky = 0; ky < walk.kernel; ++ky)
    weight_gradient_row<Vectors>(walk, x + ky * walk.row, dz, c, add,
                                 dW + ky * walk.span * row_length, row_length,
                                 ahead);
}

template <std::size_t Vectors>
void weight_gradient_channels(const Walk& walk, const float* x, Pixels dz,
                              std::size_t c, bool add, float* dW,
                              std::size_t row_length, const Planes& planes,
                              Ahead* ahead) {
  for (std::size_t plane = 0; plane < planes.count; ++plane) {
    weight_gradient_window<Vectors>(walk, x, dz, c, add, dW, row_length, ahead);
    x += planes.x;
    dz.data += planes.y;
    dW += planes.W;
  }
}

}  // namespace

void convolve(const Walk& walk, const float* x, const Kernel& W,
              std::size_t channels, const Result& result,
              const Planes& planes) {
  const auto run = [&](auto function) {
    function(walk, x, W, channels, result, planes);
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

void weight_gradient(const Walk& walk, const float* x, const Pixels& dz,
                     std::size_t channels, bool add, float* dW,
                     std::size_t row_length, const Planes& planes,
                     Ahead* ahead) {
  for (std::size_t c = 0; c < channels;) {
    const auto part = [&](auto function) {
      function(walk, x, dz, c, add, dW + c, row_length, planes, ahead);
    };
    const std::size_t left = channels - c;
    if (lanes == 16 && left >= 4 * lanes)
      part(weight_gradient_channels<4>), c += 4 * lanes;
    else if (left >= 2 * lanes)
      part(weight_gradient_channels<2>), c += 2 * lanes;
    else
      part(weight_gradient_channels<1>), c += lanes;
  }
}

}  // namespace nn::cpu
