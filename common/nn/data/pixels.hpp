/// From bytes to what a network sees.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

namespace nn {

/// Pixels are divided by 255, then have the mean subtracted and are divided by
/// the standard deviation (of all pixels of the training data, say). The
/// default changes nothing, not even the last bit.
struct Standardization {
  float mean = 0;
  float factor = 1;  ///< 1 / standard deviation

  float operator()(float unit) const { return (unit - mean) * factor; }
};

/// out[i] = standardize(pixels[i] / 255), the quotient correctly rounded for
/// whole numbers. The product with 1/255 is one bit off for 126 of the 256
/// values; the remainder, which fma computes without rounding, mends that in a
/// fraction of a division's time.
template <class T>
void to_unit_interval(const T* pixels, float* out, std::size_t count,
                      Standardization standardize) {
#pragma omp simd  // in place too
  for (std::size_t i = 0; i < count; ++i) {
    const auto x = static_cast<float>(pixels[i]);
#if defined(__FMA__)
    const float q = x * (1 / 255.f);
    out[i] = standardize(std::fma(std::fma(-255.f, q, x), 1 / 255.f, q));
#else
    out[i] = standardize(x / 255.f);
#endif
  }
}

}  // namespace nn
