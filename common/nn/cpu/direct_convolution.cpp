#include "nn/cpu/direct_convolution.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "nn/cpu/blocks.hpp"

namespace nn::cpu {
namespace {

/// A plane's Kernel, and how many channels are left from the current one on.
struct Weights {
  const float* data;
  std::size_t row, left;
};

/// `Pixels` neighboring outputs of `Vectors * lanes` channels. All sums stay
/// in registers throughout the window; each weight vector is loaded once for
/// all pixels, each input number once for all channels.
/// `Step`: strides.step if known at compile time, else 0. The first channel is
/// `c`: an offset, because copying the small structs would cost more than a
/// block of few sums; so would a seventh argument, which gets no register.
/// Not `Whole`: the last channels.
template <std::size_t Pixels, std::size_t Vectors, std::size_t Step, bool Whole>
void convolve_block(const Strides& strides, const float* x,
                    const Weights& kernel, const Result& result, std::size_t c,
                    float* y) {
  const std::size_t step = Step ? Step : strides.step, y_step = result.step;
  const Channels<Vectors, Whole> channels{kernel.left};
  Vector sum[Pixels][Vectors] = {};
  if (result.add)
#pragma GCC unroll 16
    for (std::size_t p = 0; p < Pixels; ++p)
      channels.load(y + p * y_step, sum[p]);
  // #region convolve_block
  const float* W = kernel.data + c;
  for (std::size_t ky = 0; ky < strides.kernel; ++ky, x += strides.row)
#pragma GCC unroll steps
    for (std::size_t t = 0; t < strides.span; ++t, W += kernel.row) {
      Vector w[Vectors];
      channels.load(W, w);
#pragma GCC unroll 16
      for (std::size_t p = 0; p < Pixels; ++p)
#pragma GCC unroll 4
        for (std::size_t v = 0; v < Vectors; ++v)
          sum[p][v] = multiply_add<Vectors>(x[p * step + t], w[v], sum[p][v]);
    }
  // #endregion convolve_block
  if (result.bias) {
    Vector bias[Vectors];
    channels.load(result.bias + c, bias);
#pragma GCC unroll 16
    for (std::size_t p = 0; p < Pixels; ++p)
#pragma GCC unroll 4
      for (std::size_t v = 0; v < Vectors; ++v)
        sum[p][v] += bias[v];
  }
  if (result.relu) {
#pragma GCC unroll 16
    for (std::size_t p = 0; p < Pixels; ++p)
#pragma GCC unroll 4
      for (std::size_t v = 0; v < Vectors; ++v)
        sum[p][v] = at_least(0, sum[p][v]);
  }
#pragma GCC unroll 16
  for (std::size_t p = 0; p < Pixels; ++p)
    channels.store(y + p * y_step, sum[p]);
}

using Block = void (*)(const Strides&, const float*, const Weights&,
                       const Result&, std::size_t, float*);

/// Block functions for 1, 2, … pixels.
template <std::size_t Vectors, std::size_t Step, bool Whole>
constexpr auto blocks_for() {
  // Besides the sums, registers hold weights and an input number. One sum too
  // many would spill to memory in every step.
  constexpr std::size_t most =
      std::min<std::size_t>(14, (registers - Vectors - 1) / Vectors);
  return []<std::size_t... i>(std::index_sequence<i...>) {
    return std::array<Block, most>{
        &convolve_block<i + 1, Vectors, Step, Whole>...};
  }
  (std::make_index_sequence<most>{});
}

/// `Vectors * lanes` channels, row by row, each in blocks of nearly equal
/// width.
template <std::size_t Vectors, std::size_t Step, bool Whole = true>
void convolve_channels(const Strides& strides, const float* x, const Kernel& W,
                       const Result& result, const Planes& planes,
                       std::size_t c, std::size_t left) {
  static constexpr auto blocks = blocks_for<Vectors, Step, Whole>();
  const Parts parts(result.width, blocks.size());
  for (std::size_t plane = 0; plane < planes.count; ++plane) {
    const Weights kernel = {W.data + plane * planes.W, W.row, left};
    const float* row = x + plane * planes.x;
    float* y = result.y + plane * planes.y + c;
    for (std::size_t i = 0; i < result.height; ++i) {
      const float* from = row;
      for (std::size_t k = 0; k < parts.count; ++k) {
        const std::size_t pixels = parts.size(k);
        blocks[pixels - 1](strides, from, kernel, result, c, y);
        from += pixels * strides.step;
        y += pixels * result.step;
      }
      row += strides.stride * strides.row;
    }
  }
}

/// All channels: four, two or one vector of them at a time.
template <std::size_t Step>
void convolve_step(const Strides& strides, const float* x, const Kernel& W,
                   std::size_t channels, const Result& result,
                   const Planes& planes) {
  for (std::size_t c = 0; c < channels;) {
    const std::size_t left = channels - c;
    const auto part = [&](auto function) {
      function(strides, x, W, result, planes, c, left);
    };
    if (lanes == 16 && left >= 4 * lanes)
      part(convolve_channels<4, Step>), c += 4 * lanes;
    else if (left >= 2 * lanes)
      part(convolve_channels<2, Step>), c += 2 * lanes;
    else if (left >= lanes)
      part(convolve_channels<1, Step>), c += lanes;
    else
      part(convolve_channels<1, 0, false>), c += left;
  }
}

}  // namespace

void convolve(const Strides& strides, const float* x, const Kernel& W,
              std::size_t channels, const Result& result,
              const Planes& planes) {
  const auto run = [&](auto function) {
    function(strides, x, W, channels, result, planes);
  };
  // The usual steps get their own code: with `p * step` known, 14 pixels need
  // one address instead of 14.
  switch (strides.step) {
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

}  // namespace nn::cpu
