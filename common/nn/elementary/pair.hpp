/// Double-double arithmetic: the functions of elementary.hpp use it before they
/// round once.
///
/// A Pair is the sum of two doubles, high + low, with low at most half a unit
/// in the last place of high: some 106 bits. Source: T. J. Dekker, "A
/// floating-point technique for extending the available precision", Numerische
/// Mathematik 18 (1971). It uses only IEEE 754's + - * /, rounded to nearest.
#pragma once

#include <cstdint>
#include <limits>
#include <type_traits>

#ifdef __FAST_MATH__
#error "-ffast-math lets the compiler remove what makes these sums exact."
#endif
#if __FLT_EVAL_METHOD__ != 0
#error "Every sum must be rounded to double (x86 of 32 bits: -mfpmath=sse)."
#endif
#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#endif

namespace nn::elementary {

struct Pair {
  double high;
  double low;
};

/// value * 2^exponent.
struct Scaled {
  Pair value;
  int exponent;
};

inline constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;
inline constexpr double infinity = std::numeric_limits<double>::infinity();
/// Always these bits: the NaN of inf - inf has different signs on ARM and x86.
inline constexpr double quiet_nan = std::numeric_limits<double>::quiet_NaN();

// Like std::bit_cast, which emscripten's library does not have yet.
constexpr std::uint64_t bits_of(double x) {
  return __builtin_bit_cast(std::uint64_t, x);
}
constexpr double from_bits(std::uint64_t bits) {
  return __builtin_bit_cast(double, bits);
}
constexpr bool is_negative(double x) {
  return (bits_of(x) & sign_bit) != 0;
}
constexpr double magnitude(double x) {
  return from_bits(bits_of(x) & ~sign_bit);
}
/// `size` >= 0 with the sign of `sign`.
constexpr double with_sign(double size, double sign) {
  return from_bits(bits_of(size) | (bits_of(sign) & sign_bit));
}
/// Zero or subnormal, even if the processor flushes subnormals to zero.
constexpr bool below_normal(double x) {
  return (bits_of(x) << 1) < (std::uint64_t{1} << 53);
}
/// 2^exponent for -1022 <= exponent <= 1023.
constexpr double power_of_two(int exponent) {
  return from_bits(std::uint64_t(exponent + 1023) << 52);
}
/// The integer nearest to x, for |x| < 2^51: adding a number in the range where
/// doubles are 1 apart rounds.
constexpr double nearest(double x) {
  const double magic = 0x1.8p52;
  return (x + magic) - magic;
}

/// a + b, exactly.
constexpr Pair two_sum(double a, double b) {
  const double sum = a + b, part = sum - a;
  return {sum, (a - (sum - part)) + (b - part)};
}
/// a + b, exactly if |a| >= |b| or a == 0.
constexpr Pair fast_two_sum(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// a * b, exactly, by Dekker's splitting into 26-bit halves.
constexpr Pair product_of_halves(double a, double b) {
  const double splitter = 0x1p27 + 1;
  const double at = splitter * a, bt = splitter * b;
  const double ah = at - (at - a), bh = bt - (bt - b);
  const double al = a - ah, bl = b - bh, product = a * b;
  return {product, ((ah * bh - product) + ah * bl + al * bh) + al * bl};
}
/// a * b, exactly (for 2^-900 < |a * b|, |a|, |b| < 2^900, or 0).
///
/// Both ways are exact, so their bits are the same; without an FMA instruction,
/// std::fma would be a slow call.
constexpr Pair two_product(double a, double b) {
#if defined(__FMA__) || defined(__ARM_FEATURE_FMA)
  if (!std::is_constant_evaluated()) {
    const double product = a * b;
    return {product, __builtin_fma(a, b, -product)};
  }
#endif
  return product_of_halves(a, b);
}

constexpr Pair operator-(Pair a) {
  return {-a.high, -a.low};
}
constexpr Pair operator+(Pair a, Pair b) {
  const Pair sum = two_sum(a.high, b.high);
  return fast_two_sum(sum.high, sum.low + (a.low + b.low));
}
constexpr Pair operator+(Pair a, double b) {
  return a + Pair{b, 0};
}
constexpr Pair operator*(Pair a, double b) {
  const Pair product = two_product(a.high, b);
  return fast_two_sum(product.high, product.low + a.low * b);
}
constexpr Pair operator*(Pair a, Pair b) {
  const Pair product = two_product(a.high, b.high);
  const double mixed = a.high * b.low + a.low * b.high;
  return fast_two_sum(product.high, product.low + mixed);
}
constexpr Pair operator/(Pair a, Pair b) {
  const double quotient = a.high / b.high;
  const Pair rest = a + -(b * quotient);
  return fast_two_sum(quotient, (rest.high + rest.low) / b.high);
}
/// The product with a power of two, which is exact.
constexpr Pair times_power_of_two(Pair a, double power) {
  return {a.high * power, a.low * power};
}

/// |x| = value * 2^exponent with 1 <= value < 2, for finite x != 0.
struct Normalized {
  double value;
  int exponent;
};
constexpr Normalized normalize(double x) {
  const std::uint64_t bits = bits_of(x) & ~sign_bit;
  // A subnormal number is an integer times 2^-1074: computing with that integer
  // is safe even if the processor flushes subnormals to zero.
  const bool tiny = below_normal(x);
  const std::uint64_t normal = tiny ? bits_of(double(bits)) : bits;
  const int exponent = int(normal >> 52) - 1023;
  return {from_bits(normal - (std::uint64_t(exponent) << 52)),
          tiny ? exponent - 1074 : exponent};
}

/// The sum of `number` in units of the last place of the subnormal numbers,
/// rounded to nearest: value * 2^(exponent + 1074), for 0 < value < 4.
constexpr std::uint64_t subnormal_bits(Pair value, int exponent) {
  // Adding it to a number whose last place is that unit rounds it to that unit.
  const double ruler = power_of_two(-1022 - exponent);
  const Pair sum = fast_two_sum(ruler, value.high);
  const double rounded = sum.high + (sum.low + value.low);
  return bits_of(rounded) - bits_of(ruler);
}

/// number.value * 2^number.exponent as a double, rounded once; `value` between
/// 1/4 and 4 (or its negative). Infinity if it is too large.
constexpr double rounded(Scaled number) {
  const Pair v = number.value;
  const std::uint64_t sign = bits_of(v.high) & sign_bit;
  const std::uint64_t bits = bits_of(v.high) - sign;
  const int field = int(bits >> 52) + number.exponent;
  if (field >= 2047) return from_bits(bits_of(infinity) | sign);
  if (field >= 1)
    return from_bits((bits + (std::uint64_t(number.exponent) << 52)) | sign);
  if (field < -60) return from_bits(sign);
  const Pair size = sign != 0 ? -v : v;
  return from_bits(subnormal_bits(size, number.exponent) | sign);
}

}  // namespace nn::elementary
