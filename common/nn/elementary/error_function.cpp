// erf and erfc.
#include "nn/elementary/elementary.hpp"
#include "nn/elementary/error_function_table.hpp"
#include "nn/elementary/exponential.hpp"

namespace nn::elementary {
namespace {

constexpr Pair two_over_root_pi{0x1.20dd750429b6dp+0, 0x1.1ae3a914fed8p-56};

// erf(x) for 2^-34 < |x| < 1/2: the Taylor series
// 2/sqrt(pi) x (1 - x^2 / 3 + x^4 / 10 - …), its n-th coefficient being
// (-1)^n / (n! (2n + 1)).
Pair series(double x) {
  const Pair square = two_product(x, x);
  const Pair third{0x1.5555555555555p-2, 0x1.5555555555555p-56};
  const double s = square.high;
  double p = -1.0 / 168129561600;  // n = 13
  p = p * s + 1.0 / 11975040000;
  p = p * s - 1.0 / 918086400;
  p = p * s + 1.0 / 76204800;
  p = p * s - 1.0 / 6894720;
  p = p * s + 1.0 / 685440;
  p = p * s - 1.0 / 75600;
  p = p * s + 1.0 / 9360;
  p = p * s - 1.0 / 1320;
  p = p * s + 1.0 / 216;
  p = p * s - 1.0 / 42;
  p = p * s + 1.0 / 10;
  const Pair start = Pair{1, 0} + -(square * third);
  const Pair sum = fast_two_sum(start.high, start.low + p * s * s);
  return sum * two_over_root_pi * x;
}

// erfc(x) for 1/2 <= x < 28, as exp(-x^2) times a smooth function.
Scaled tail(double x) {
  const std::uint64_t piece_bit = std::uint64_t{1} << 50;
  const std::uint64_t first = bits_of(x) & ~(piece_bit - 1);
  const double center = from_bits(first | piece_bit >> 1);
  const double eighth = from_bits(first & bits_of(infinity)) / 8;
  const ErrorFunctionPiece& piece =
      error_function_pieces[(first - bits_of(0.5)) / piece_bit];
  const double w = (x - center) / eighth;
  double p = piece.terms[12];
  for (int n = 11; n >= 1; --n)
    p = p * w + piece.terms[n];
  const Pair linear = two_product(piece.terms[0], w);
  const Pair sum = fast_two_sum(piece.value.high, linear.high);
  const double rest = sum.low + (piece.value.low + linear.low + p * w * w);
  const Scaled bell = exponential(-two_product(x, x));
  return {bell.value * fast_two_sum(sum.high, rest), bell.exponent};
}

// The same as one Pair, for x < 6.
Pair tail_pair(double x) {
  const Scaled t = tail(x);
  return times_power_of_two(t.value, power_of_two(t.exponent));
}

// x 2/sqrt(pi) for tiny x, including subnormal x.
double tiny(double x) {
  if (bits_of(magnitude(x)) == 0) return x;
  const Normalized number = normalize(x);
  const Scaled size{two_over_root_pi * number.value, number.exponent};
  return with_sign(rounded(size), x);
}

}  // namespace

double erf(double x) {
  if (x != x) return quiet_nan;
  const double a = magnitude(x);
  if (a < 0x1p-34) return tiny(x);
  if (a < 0.5) return series(x).high;
  return with_sign(a < 6 ? (-tail_pair(a) + 1.0).high : 1, x);
}

double erfc(double x) {
  if (x != x) return quiet_nan;
  if (magnitude(x) < 0x1p-58) return 1;
  if (magnitude(x) < 0.5) return (-series(x) + 1.0).high;
  if (x < 0) return x > -6 ? (-tail_pair(-x) + 2.0).high : 2;
  if (x >= 28) return 0;
  const Scaled t = tail(x);
  // `rounded` needs the value near 1: 2^-6 … 1 becomes 1/4 … 16.
  const int shift = 1022 - int(bits_of(t.value.high) >> 52);
  const Pair value = times_power_of_two(t.value, power_of_two(shift));
  return rounded({value, t.exponent - shift});
}

}  // namespace nn::elementary
