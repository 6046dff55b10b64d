#include <algorithm>

#include "nn/core/simd.hpp"
#include "nn/cpu/direct_convolution.hpp"

namespace nn::cpu {
namespace {

constexpr std::size_t side = 4, patch = gray_patch;
static_assert(patch == side * side);

/// The 4x4 pixels on which each window of the pooling depends, side by side.
void lay_out_patches(const GrayImage& x, const Shape& pooled, float* patches) {
  for (std::size_t i = 0; i < pooled.height; ++i)
    for (std::size_t j = 0; j < pooled.width; ++j)
      for (std::size_t r = 0; r < side; ++r, patches += side)
        std::copy_n(x.data + (2 * i + r) * x.row + 2 * j, side, patches);
}

}  // namespace

// #region pooled_weight_gradient
void pooled_weight_gradient(const GrayImage& x, const Gradient& gradient,
                            const Shape& pooled, float* patches, float* dW,
                            float* db) {
  constexpr std::size_t taps = 9;
  const std::size_t channels = pooled.channels;
  lay_out_patches(x, pooled, patches);
  for (std::size_t c = 0; c < channels; c += lanes) {
    Vector sum[taps], total = load(db + c);
    for (std::size_t t = 0; t < taps; ++t)
      sum[t] = load(dW + t * channels + c);
    for (std::size_t w = 0; w < pooled.pixels(); ++w) {
      const std::size_t at = w * channels + c;
      Vector d = load(gradient.dy + at);
      if (gradient.y) d = where_positive(load(gradient.y + at), d);
      total += d;
      // #region picked
      // Each channel's gradient belongs to one of four windows of the
      // convolution: those that begin at 0, 1, 4 and 5 of the patch.
      const Integers place = load_bytes(gradient.argmax + at);
      const Integers begin = place + (place & 2);
#pragma GCC unroll 9
      for (std::size_t t = 0; t < taps; ++t)
        sum[t] = fma(pick(patches + patch * w + t / 3 * side + t % 3, begin), d,
                     sum[t]);
      // #endregion picked
    }
    for (std::size_t t = 0; t < taps; ++t)
      store(dW + t * channels + c, sum[t]);
    store(db + c, total);
  }
}
// #endregion pooled_weight_gradient

}  // namespace nn::cpu
