#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "nn/cpu/blocks.hpp"
#include "nn/cpu/direct_convolution.hpp"
#include "nn/cpu/largest.hpp"

namespace nn::cpu {
namespace {

/// `Windows` neighbouring windows of the pooling, `lanes` channels: the sums of
/// all their pixels stay in registers, and only the largest of each four are
/// ever written. `Step` and `c` as in convolve_block.
template <std::size_t Windows, std::size_t Step>
void pooled_block(const Walk& walk, const float* x, const Kernel& kernel,
                  const Pooled& result, std::size_t c, float* y,
                  std::uint8_t* places) {
  const std::size_t step = Step ? Step : walk.step;
  const float* below = x + walk.stride * walk.row;
  Vector top[2 * Windows], low[2 * Windows];
#pragma GCC unroll 16
  for (std::size_t p = 0; p < 2 * Windows; ++p)
    top[p] = low[p] = result.bias ? load(result.bias + c) : Vector{};
  // #region pooled_block
  const float* W = kernel.data + c;
  for (std::size_t ky = 0; ky < walk.kernel;
       ++ky, x += walk.row, below += walk.row)
#pragma GCC unroll 1  // steps share numbers, too many to be kept
    for (std::size_t t = 0; t < walk.span; ++t, W += kernel.row) {
      const Vector w = load(W);
#pragma GCC unroll 16
      for (std::size_t p = 0; p < 2 * Windows; ++p) {
        top[p] += x[p * step + t] * w;
        low[p] += below[p * step + t] * w;
      }
    }
  const float least = result.relu ? 0 : -std::numeric_limits<float>::infinity();
#pragma GCC unroll 8
  for (std::size_t j = 0; j < Windows;
       ++j, y += result.step, places += result.step) {
    const Largest most =
        largest(at_least(least, top[2 * j]), at_least(least, top[2 * j + 1]),
                at_least(least, low[2 * j]), at_least(least, low[2 * j + 1]));
    store(y, most.value);
    store_bytes(places, most.place);
  }
  // #endregion pooled_block
}

/// Block functions for 1, 2, … windows.
template <std::size_t Step>
constexpr auto blocks_for() {
  // Beside four sums a window, registers hold a weight vector and an input
  // number. Where the step is not known, each pixel takes an address, too.
  constexpr std::size_t most = Step ? (registers - 2) / 4 : 3;
  return []<std::size_t... i>(std::index_sequence<i...>) {
    return std::array{&pooled_block<i + 1, Step>...};
  }
  (std::make_index_sequence<most>{});
}

template <std::size_t Step>
void convolve_channels(const Walk& walk, const float* x, const Kernel& W,
                       const Pooled& result, std::size_t c) {
  static constexpr auto blocks = blocks_for<Step>();
  const Parts parts(result.width, blocks.size());
  float* y = result.y + c;
  std::uint8_t* places = result.places + c;
  for (std::size_t i = 0; i < result.height; ++i) {
    const float* from = x;
    for (std::size_t k = 0; k < parts.count; ++k) {
      const std::size_t windows = parts.size(k);
      blocks[windows - 1](walk, from, W, result, c, y, places);
      from += 2 * windows * walk.step;
      y += windows * result.step;
      places += windows * result.step;
    }
    x += 2 * walk.stride * walk.row;
  }
}

}  // namespace

void convolve_and_pool(const Walk& walk, const float* x, const Kernel& W,
                       std::size_t channels, const Pooled& result) {
  // Images of one channel get code of their own: addresses that are known.
  const auto run = walk.step == 1 ? convolve_channels<1> : convolve_channels<0>;
  for (std::size_t c = 0; c < channels; c += lanes)
    run(walk, x, W, result, c);
}

}  // namespace nn::cpu
