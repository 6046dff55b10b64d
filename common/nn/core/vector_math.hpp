/// exp, log, tanh and others in float, written so that the compiler vectorizes
/// loops over them (std::exp is one call per number).
///
/// Their bits are the same on every machine: every fused multiply-add is
/// explicit (compile with -ffp-contract=off), no result is subnormal unless x
/// itself is, and choices select one of two numbers, never branch.
///
/// Errors are the worst over all floats (tests/precision/vector_functions.cpp);
/// ulp: units in the last place. Unless noted otherwise, the polynomials
/// interpolate their function at Chebyshev nodes.
#pragma once

#include <cstdint>

#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#endif

namespace nn::cpu {

// C++17 has no std::bit_cast.
inline std::uint32_t float_bits(float x) {
  std::uint32_t bits = 0;
  __builtin_memcpy(&bits, &x, sizeof bits);
  return bits;
}
inline float float_of_bits(std::uint32_t bits) {
  float x = 0;
  __builtin_memcpy(&x, &bits, sizeof x);
  return x;
}

/// a * b + c, rounded once.
inline float fused(float a, float b, float c) {
#if defined(__FMA__) || !(defined(__x86_64__) || defined(__wasm__))
  return __builtin_fmaf(a, b, c);
#else
  // Here that would be a slow C library call. In double, rounded to odd: see
  // sum_to_odd in nn/core/vectors.hpp.
  const double p = double{a} * double{b}, s = p + double{c}, t = s - p;
  const double e = (p - (s - t)) + (double{c} - t);
  std::uint64_t sum = 0, error = 0;
  __builtin_memcpy(&sum, &s, sizeof s);
  __builtin_memcpy(&error, &e, sizeof e);
  const std::uint64_t away = 1 - ((error ^ sum) >> 63 << 1);  // 1 or -1
  const std::uint64_t even = (sum & 1) - 1;
  sum += e > 0 || e < 0 ? away & even : 0;
  double odd = 0;
  __builtin_memcpy(&odd, &sum, sizeof odd);
  auto result = static_cast<float>(odd);
#if defined(__x86_64__)
  asm("" : "+x"(result));  // see multiply_add there
#endif
  return result;
#endif
}

/// exp(x) like vector_exp, only for -87.3365 <= x <= 88 or NaN.
///
/// exp(x) = 2^n exp(r) with n = round(x / ln 2), |r| <= ln(2) / 2.
inline float vector_exp_inside(float x) {
  const float magic = 12582912.0f;  // 1.5 * 2^23: adding it rounds
  const float moved = fused(x, 1.44269504f, magic);
  const float n = moved - magic;
  // ln 2 in two parts; the first difference is exact.
  const float r = fused(n, 1.90465429e-9f, fused(n, -0.693147182f, x));
  float p = 1.989098087e-4f;
  p = fused(p, r, 1.393364103e-3f);
  p = fused(p, r, 8.333310934e-3f);
  p = fused(p, r, 4.166646501e-2f);
  p = fused(p, r, 1.666666668e-1f);
  p = fused(p, r, 0.5f);
  p = fused(p * r, r, r) + 1;
  // 2^n: the last bits of `moved` are n, and go into the exponent.
  return p * float_of_bits((float_bits(moved) << 23) + 0x3f800000);
}

/// exp(x) in float, error below 1 ulp for -87.3365 <= x <= 88; clamped beyond
/// these limits (1.2e-38, 1.7e38). NaN stays NaN.
inline float vector_exp(float x) {
  const float low = -87.3365f, high = 88.0f;
  x = x < low ? low : x;
  return vector_exp_inside(x > high ? high : x);
}

/// log(x) in float for 0 < x < infinity, also subnormal; error below 0.9 ulp.
/// NaN and infinity are returned unchanged; other x are invalid.
///
/// log(2^n m) = n ln 2 + log(1 + f), 1/sqrt(2) <= m = 1 + f < sqrt(2).
inline float vector_log(float x) {
  const std::uint32_t bits = float_bits(x);
  // A subnormal number is its bits times 2^-149.
  const bool tiny = bits < 0x00800000;
  const std::uint32_t number =
      tiny ? float_bits(static_cast<float>(static_cast<std::int32_t>(bits)))
           : bits;
  const std::uint32_t root_half = 0x3f3504f3;
  const std::int32_t offset = static_cast<std::int32_t>(number - root_half);
  const std::uint32_t exponent = static_cast<std::uint32_t>(offset >> 23);
  const float n = static_cast<float>(static_cast<std::int32_t>(exponent) -
                                     (tiny ? 149 : 0));
  const float f = float_of_bits(number - (exponent << 23)) - 1;
  float p = 6.971611471e-2f;
  p = fused(p, f, -0.1147973385f);
  p = fused(p, f, 0.1168541992f);
  p = fused(p, f, -0.1242568733f);
  p = fused(p, f, 0.1424905765f);
  p = fused(p, f, -0.1666780232f);
  p = fused(p, f, 0.2000071575f);
  p = fused(p, f, -0.2499999696f);
  p = fused(p, f, 0.3333333118f);
  const float square = f * f;
  // f - f^2 / 2 + f^3 p, from small to large; n ln 2 in two parts, plus the
  // rounding error of adding f to it.
  const float small = fused(p * f - 0.5f, square, n * -1.90465429e-9f);
  const float large = fused(n, 0.693147182f, f);
  const float lost = f + fused(n, 0.693147182f, -large);
  const float result = large + (small + lost);
  return x < __builtin_inff() ? result : x;
}

/// tanh(x) in float, error below 1.5 ulp. NaN stays NaN.
inline float vector_tanh(float x) {
  const float a = x < 0 ? -x : x;
  const float near_end = a > 10 ? 10 : a;  // from 9.1 on it is 1
  const float t = 1 - 2 / (vector_exp_inside(2 * near_end) + 1);
  // Near 0 the formula cancels: there it is a polynomial, and finally x itself.
  const float s = x * x;
  float p = -6.610227831e-3f;
  p = fused(p, s, 2.130938866e-2f);
  p = fused(p, s, -5.390942883e-2f);
  p = fused(p, s, 1.333311373e-1f);
  p = fused(p, s, -3.333333201e-1f);
  const float near = fused(p * s, x, x);
  const float far = x < 0 ? -t : t;
  const float result = a < 0.55f ? near : far;
  return a < 1e-4f ? x : result;
}

/// 1 / (1 + exp(-x)) in float, error below 2.5 ulp for x >= -87; clamped below
/// that (1.6e-38). NaN stays NaN.
inline float vector_sigmoid(float x) {
  x = x < -87 ? -87 : x;
  return 1 / (1 + vector_exp_inside(x > 87 ? -87 : -x));
}

/// log(1 + x) in float for 0 <= x <= 1, error below 1.5 ulp.
///
/// log(1 + x) = 2 artanh(s) with s = x / (2 + x), rearranged to
/// x - (h - s (h + R)), h = x^2 / 2, R = s^2 (2/3 + 2/5 s^2 + …), in which x
/// is exact and the rest small (fdlibm, s_log1p.c); here 2 h and 2 R.
inline float vector_log1p(float x) {
  const float s = x / (2 + x), q = s * s;
  float p = 0.4644865844f;
  p = fused(p, q, 0.434131516f);
  p = fused(p, q, 0.5718471598f);
  p = fused(p, q, 0.7999941266f);
  p = fused(p, q, 1.3333333464f);
  const float square = x * x;
  const float twice = fused(-s, fused(p, q, square), square);
  // Not x - twice / 2: combined with the choice of x, compilers make it x - 0.
  const float result = fused(twice, -0.5f, x);
  return x < 1e-8f ? x : result;
}

/// Phi(x), the standard normal cumulative distribution function, in float;
/// absolute error below 1e-7. 0 for x < -12.5. NaN stays NaN.
///
/// Phi(-a) = exp(-a^2 / 2) P(t), t = a / (1 + 0.28 a): so near 0, where it is
/// largest, t's error is small. (A polynomial in 1 / (1 + c a) is common:
/// Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.2.17.) P is
/// a minimax fit with maximum error 6e-9.
inline float vector_normal_cdf(float x) {
  const float a = x < 0 ? -x : x;
  const float end = a > 12.5f ? 12.5f : a;
  const float t = end / fused(0.28f, end, 1);
  float p = -4.762517331e-5f;
  p = fused(p, t, 4.086501566e-4f);
  p = fused(p, t, 7.883302042e-4f);
  p = fused(p, t, -0.02423625861f);
  p = fused(p, t, 0.1382919261f);
  p = fused(p, t, -0.3989420054f);
  p = fused(p, t, 0.5f);
  const float size = p * vector_exp_inside(-0.5f * end * end);
  const float below = a > 12.5f ? 0 : size;
  return x < 0 ? below : 1 - below;
}

}  // namespace nn::cpu
