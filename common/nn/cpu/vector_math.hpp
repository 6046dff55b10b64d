/// exp, tanh and others written so that the compiler turns a loop over them
/// into vector instructions (std::exp is a call a number).
#pragma once

#include <bit>
#include <cstdint>

namespace nn::cpu {

/// exp(x) in float, relative error below 2e-7 for -87.3 <= x <= 88; beyond
/// these ends it keeps their value (1.2e-38, 1.7e38). NaN stays NaN.
///
/// exp(x) = 2^n exp(r) with n = round(x / ln 2), |r| <= ln(2) / 2: the
/// polynomial for exp(r) is that of the Cephes library (expf.c, S. Moshier).
inline float vector_exp(float x) {
  const float low = -87.3365f, high = 88.0f;
  x = x < low ? low : x;
  x = x > high ? high : x;
  const float magic = 12582912.0f;  // 1.5 * 2^23: adding it rounds
  const float n = (x * 1.44269504088896341f + magic) - magic;
  const float r = (x - n * 0.693359375f) - n * -2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1;
  // 2^n: n goes into the exponent bits. The cast of NaN is not defined, so
  // NaN is kept out of it and comes back through p.
  const float exponent = n == n ? n : 0.0f;
  const auto bits = static_cast<std::uint32_t>(
      (static_cast<std::int32_t>(exponent) + 127) << 23);
  return p * std::bit_cast<float>(bits);
}

/// tanh(x) in float, absolute error below 2e-7.
inline float vector_tanh(float x) {
  const float a = x < 0 ? -x : x;
  const float t = 1 - 2 / (vector_exp(2 * a) + 1);
  // Near 0 the formula cancels: there the series x - x^3/3 + … is exact.
  const float s = x * x;
  const float series =
      x * (1 + s * (-1.0f / 3 + s * (2.0f / 15 + s * (-17.0f / 315))));
  const float far = x < 0 ? -t : t;
  return a < 0.25f ? series : far;
}

/// log(1 + x) in float for 0 <= x <= 1, absolute error below 3e-7.
///
/// log(1 + x) = 2 artanh(s), s = x / (2 + x) <= 1/3: seven terms of
/// 2 (s + s^3 / 3 + s^5 / 5 + …).
inline float vector_log1p(float x) {
  const float s = x / (2 + x), q = s * s;
  float p = 1.0f / 13;
  p = p * q + 1.0f / 11;
  p = p * q + 1.0f / 9;
  p = p * q + 1.0f / 7;
  p = p * q + 1.0f / 5;
  p = p * q + 1.0f / 3;
  p = p * q + 1;
  return 2 * s * p;
}

/// Phi(x), the probability that a normal number is below x, in float; absolute
/// error below 3e-7.
///
/// Phi(-a) = erfc(a / sqrt 2) / 2; Abramowitz and Stegun, "Handbook of
/// Mathematical Functions", 7.1.26.
inline float vector_normal_cdf(float x) {
  const float a = (x < 0 ? -x : x) * 0.707106781f;
  const float t = 1 / (1 + 0.3275911f * a);
  float p = 1.061405429f;
  p = p * t - 1.453152027f;
  p = p * t + 1.421413741f;
  p = p * t - 0.284496736f;
  p = p * t + 0.254829592f;
  const float below = 0.5f * p * t * vector_exp(-a * a);
  return x < 0 ? below : 1 - below;
}

}  // namespace nn::cpu
