/// The logarithm as a Pair, some 66 bits of it: the heart of log, log1p, log2,
/// log10 and pow.
///
/// log(2^k m) = k ln 2 + log(c) + log(1 + r), r = m / c - 1, |r| < 2^-7.
/// Source: P. T. P. Tang, "Table-driven implementation of the logarithm
/// function in IEEE floating-point arithmetic", ACM TOMS 16 (1990).
#pragma once

#include <array>

#include "nn/elementary/pair.hpp"

namespace nn::elementary {

/// m's interval, 0.705 … 1.41, in 128 pieces with equally many doubles. Its
/// ends place 1 inside a piece, where the logarithm is that of r alone.
inline constexpr std::uint64_t log_start = 0x3fe6900000000000;
inline constexpr int log_piece_bits = 45;

struct LogPiece {
  double inverse;  // 1 / c, in few bits
  Pair log_c;
};

/// -log(inverse) = 2 artanh(s), s = (1 - inverse) / (1 + inverse).
constexpr Pair minus_log(double inverse) {
  const Pair s = Pair{1 - inverse, 0} / Pair{1 + inverse, 0}, square = s * s;
  Pair sum{0, 0};
  for (int n = 45; n >= 1; n -= 2)
    sum = sum * square + Pair{1, 0} / Pair{double(n), 0};
  return times_power_of_two(s * sum, 2);
}

constexpr std::array<LogPiece, 128> log_pieces_of() {
  std::array<LogPiece, 128> table{};
  for (std::uint64_t i = 0; i < 128; ++i) {
    const std::uint64_t first = log_start + (i << log_piece_bits);
    const std::uint64_t half = std::uint64_t{1} << (log_piece_bits - 1);
    const double center = from_bits(first + half);
    // Around 1 it is 1, not the inverse of the piece's center.
    const bool at_1 = bits_of(1.0) - first < 2 * half;
    const double inverse = at_1 ? 1 : nearest(0x1p12 / center) * 0x1p-12;
    table[i] = {inverse, minus_log(inverse)};
  }
  return table;
}
inline constexpr std::array<LogPiece, 128> log_pieces = log_pieces_of();

/// log(1 + r) for |r| < 1/64.
inline Pair logarithm_near_1(Pair r) {
  const double x = r.high;
  const Pair square = two_product(x, x);
  const double tail =
      x * square.high *
      (1.0 / 3 +
       x * (-1.0 / 4 +
            x * (1.0 / 5 +
                 x * (-1.0 / 6 +
                      x * (1.0 / 7 +
                           x * (-1.0 / 8 + x * (1.0 / 9 + x * -0.1)))))));
  const Pair sum = fast_two_sum(x, -0.5 * square.high);
  const double low = (r.low - x * r.low) - 0.5 * square.low;
  return fast_two_sum(sum.high, sum.low + (low + tail));
}

/// log((x + low) 2^exponent) for a normal number x > 0, |low| < x / 2^50.
inline Pair logarithm(double x, double low = 0, int exponent = 0) {
  const std::uint64_t offset = bits_of(x) - log_start;
  const int k = int(std::int64_t(offset) >> 52);
  const LogPiece& piece = log_pieces[(offset >> log_piece_bits) & 127];
  const double m = from_bits(bits_of(x) - (std::uint64_t(k) << 52));
  const Pair product = two_product(m, piece.inverse);
  double r_low = product.low;
  if (low != 0) r_low += low * power_of_two(-k) * piece.inverse;
  const Pair near = logarithm_near_1(two_sum(product.high - 1, r_low));
  const double n = double(k + exponent);
  // ln 2 in two parts; n times the first is exact.
  const Pair far = two_sum(n * 0x1.62e42fefa38p-1, piece.log_c.high);
  const Pair sum = two_sum(far.high, near.high);
  const double far_low = n * 0x1.ef35793c7673p-45 + piece.log_c.low;
  return fast_two_sum(sum.high, sum.low + ((far.low + far_low) + near.low));
}

/// log(x) for finite x > 0.
inline Pair logarithm_of_any(double x) {
  if (!below_normal(x)) return logarithm(x);
  const Normalized number = normalize(x);
  return logarithm(number.value, 0, number.exponent);
}

}  // namespace nn::elementary
