#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "nn/cpu/blocks.hpp"
#include "nn/cpu/direct_convolution.hpp"
#include "nn/cpu/largest.hpp"

namespace nn::cpu {
namespace {

/// The largest of every four sums, two in `top` and two in `low`.
template <std::size_t Sums>
inline void put_largest(const Vector (&top)[Sums], const Vector (&low)[Sums],
                        const Pooled& result, std::size_t c, float* y,
                        std::uint8_t* argmax) {
  const float least = result.relu ? 0 : -std::numeric_limits<float>::infinity();
  // -0 changes nothing, not even a 0's sign: x + -0 = x.
  const Vector bias = result.bias ? load(result.bias + c) : all(-0.0f);
  const auto value = [&](Vector sum) { return at_least(least, sum + bias); };
#pragma GCC unroll 8
  for (std::size_t p = 0; p < Sums;
       p += 2, y += result.step, argmax += result.step) {
    const Largest most = largest(value(top[p]), value(top[p + 1]),
                                 value(low[p]), value(low[p + 1]));
    store(y, most.value);
    store_bytes(argmax, most.place);
  }
}

/// `Windows` neighboring windows of the pooling, `lanes` channels: the sums of
/// all their pixels stay in registers, and only the largest of each four is
/// ever written. `Step` and `c` as in convolve_block.
template <std::size_t Windows, std::size_t Step>
void pooled_block(const Strides& strides, const float* x, const Kernel& kernel,
                  const Pooled& result, std::size_t c, float* y,
                  std::uint8_t* argmax) {
  const std::size_t step = Step ? Step : strides.step;
  const float* below = x + strides.stride * strides.row;
  Vector top[2 * Windows] = {}, low[2 * Windows] = {};
  const float* W = kernel.data + c;
  for (std::size_t ky = 0; ky < strides.kernel;
       ++ky, x += strides.row, below += strides.row)
#pragma GCC unroll 1  // steps share numbers, too many to be kept
    for (std::size_t t = 0; t < strides.span; ++t, W += kernel.row) {
      const Vector w = load(W);
#pragma GCC unroll 16
      for (std::size_t p = 0; p < 2 * Windows; ++p) {
        top[p] = fma(x[p * step + t], w, top[p]);
        low[p] = fma(below[p * step + t], w, low[p]);
      }
    }
  put_largest(top, low, result, c, y, argmax);
}

// #region gray_block
/// The same for 3x3 windows on a one-channel image. All nine weights stay in
/// registers, too, and each pixel is read once for all sums that it is in.
template <std::size_t Windows>
void gray_block(const Strides& strides, const float* x, const Kernel& kernel,
                const Pooled& result, std::size_t c, float* y,
                std::uint8_t* argmax) {
  Vector w[9], top[2 * Windows] = {}, low[2 * Windows] = {};
#pragma GCC unroll 9
  for (std::size_t t = 0; t < 9; ++t)
    w[t] = load(kernel.data + c + t * kernel.row);
#pragma GCC unroll 4
  for (std::size_t r = 0; r < 4; ++r)
#pragma GCC unroll 16
    // #region gray_pixels
    for (std::size_t q = 0; q < 2 * Windows + 2; ++q) {
      const float pixel = x[r * strides.row + q];
#pragma GCC unroll 3
      for (std::size_t kx = 0; kx < 3; ++kx) {
        const std::size_t p = q - kx;
        if (p >= 2 * Windows) continue;
        if (r < 3) top[p] = fma(pixel, w[3 * r + kx], top[p]);
        if (r > 0) low[p] = fma(pixel, w[3 * r - 3 + kx], low[p]);
      }
    }
  // #endregion gray_pixels
  put_largest(top, low, result, c, y, argmax);
}
// #endregion gray_block

/// Block functions for 1, 2, … windows.
template <bool Gray>
constexpr auto blocks_for() {
  if constexpr (Gray) return []<std::size_t... i>(std::index_sequence<i...>) {
      return std::array{&gray_block<i + 1>...};
    }
  (std::make_index_sequence<(registers - 10) / 4>{});
  else
      // With so few windows, registers hold their sums and the addresses of
      // their pixels.
      return std::array{&pooled_block<1, 0>, &pooled_block<2, 0>,
                        &pooled_block<3, 0>};
}

template <bool Gray>
void convolve_channels(const Strides& strides, const float* x, const Kernel& W,
                       const Pooled& result, std::size_t c) {
  static constexpr auto blocks = blocks_for<Gray>();
  const Parts parts(result.width, blocks.size());
  float* y = result.y + c;
  std::uint8_t* argmax = result.argmax + c;
  for (std::size_t i = 0; i < result.height; ++i) {
    const float* from = x;
    for (std::size_t k = 0; k < parts.count; ++k) {
      const std::size_t windows = parts.size(k);
      blocks[windows - 1](strides, from, W, result, c, y, argmax);
      from += 2 * windows * strides.step;
      y += windows * result.step;
      argmax += windows * result.step;
    }
    x += 2 * strides.stride * strides.row;
  }
}

}  // namespace

void convolve_and_pool(const Strides& strides, const float* x, const Kernel& W,
                       std::size_t channels, const Pooled& result) {
  // One-channel images get their own code: their addresses are known.
  const bool gray =
      strides.kernel == 3 && strides.step == 1 && strides.span == 3;
  const auto run = gray ? convolve_channels<true> : convolve_channels<false>;
  for (std::size_t c = 0; c < channels; c += lanes)
    run(strides, x, W, result, c);
}

}  // namespace nn::cpu
