/// exp of a Pair, some 66 bits of it: the heart of exp, expm1, exp2, pow, the
/// hyperbolic functions and erfc.
///
/// exp(x) = 2^k 2^(j/64) exp(r) with |r| <= ln(2) / 128. Source: P. T. P. Tang,
/// "Table-driven implementation of the exponential function in IEEE
/// floating-point arithmetic", ACM TOMS 15 (1989); the table is computed at
/// compile time.
#pragma once

#include <array>

#include "nn/elementary/pair.hpp"

namespace nn::elementary {

/// 2^(j / 64), j = 0 … 63: the Taylor series of exp(j ln(2) / 64).
constexpr std::array<Pair, 64> powers_of_root() {
  std::array<Pair, 64> table{};
  const Pair step{0x1.62e42fefa39efp-7, 0x1.abc9e3b39803fp-62};
  for (int j = 0; j < 64; ++j) {
    const Pair x = step * double(j);
    Pair sum{1, 0};
    for (int n = 26; n >= 1; --n)
      sum = x * sum / Pair{double(n), 0} + Pair{1, 0};
    table[j] = sum;
  }
  return table;
}
inline constexpr std::array<Pair, 64> two_to_the = powers_of_root();

/// 2^(i / 64) exp(high + low) for |high| < 0.006, |low| < |high| / 2^50.
inline Scaled exponential_of_parts(int i, double high, double low) {
  const double r = high, square = r * r;
  const double tail =
      square *
      (0.5 + r * (1.0 / 6 +
                  r * (1.0 / 24 +
                       r * (1.0 / 120 + r * (1.0 / 720 + r * (1.0 / 5040))))));
  const Pair table = two_to_the[i & 63];
  const Pair product = two_product(table.high, r);
  const Pair sum = fast_two_sum(table.high, product.high);
  const double rest =
      product.low + (table.low + (table.low * r + table.high * (tail + low)));
  return {fast_two_sum(sum.high, sum.low + rest), i >> 6};
}

/// exp(x + low) for |x| < 800 and |low| < 1e-10.
inline Scaled exponential(double x, double low = 0) {
  const double n = nearest(x * 0x1.71547652b82fep+6);  // 64 / ln 2
  // ln(2) / 64 in three parts; n times one of the first two is exact.
  const double rest = x - n * 0x1.62e42fef8p-7;
  const Pair sum = two_sum(rest, n * -0x1.1cf79abc8p-42);
  const Pair r = two_sum(sum.high, sum.low + (low - n * 0x1.e3b39803f2f6bp-78));
  return exponential_of_parts(int(n), r.high, r.low);
}
inline Scaled exponential(Pair x) {
  return exponential(x.high, x.low);
}

/// exp(x) - 1 for 2^-60 < |x| < 44.
Pair exponential_minus_1(double x);

}  // namespace nn::elementary
