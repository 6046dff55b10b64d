/// Converts bytes to network inputs.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

namespace nn {

/// Pixels are divided by 255, then the mean is subtracted and the result
/// divided by the standard deviation (e.g. those of all training pixels). The
/// default changes nothing, not even the last bit.
struct Standardization {
  float mean = 0;
  float factor = 1;  ///< 1 / standard deviation

  float operator()(float unit) const { return (unit - mean) * factor; }
};

/// x / 255, correctly rounded for integers. Multiplying by 1/255 is one bit off
/// for 126 of the 256 bytes; the remainder, which fma computes without
/// rounding, corrects that in a fraction of a division's time.
inline float by_255(float x) {
#if defined(__FMA__)
  const float q = x * (1 / 255.f);
  return std::fma(std::fma(-255.f, q, x), 1 / 255.f, q);
#else
  return x / 255.f;
#endif
}

/// out[i] = standardize(pixels[i] / 255).
inline void to_unit_interval(const std::uint8_t* pixels, float* out,
                             std::size_t count, Standardization standardize) {
#pragma omp simd
  for (std::size_t i = 0; i < count; ++i)
    out[i] = standardize(by_255(static_cast<float>(pixels[i])));
}

/// The same with other numbers for each channel: `pixels`, 0 … 1, have their
/// channels fastest.
inline void standardize_channels(std::span<const Standardization> channels,
                                 std::span<float> pixels) {
  const std::size_t count = channels.size();
  for (std::size_t i = 0; i < pixels.size(); i += count)
    for (std::size_t k = 0; k < count; ++k)
      pixels[i + k] = channels[k](pixels[i + k]);
}

}  // namespace nn
