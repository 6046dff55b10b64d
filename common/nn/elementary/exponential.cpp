// exp, exp2, expm1.
#include "nn/elementary/exponential.hpp"

#include "nn/elementary/elementary.hpp"

namespace nn::elementary {
namespace {

// Beyond these e^x and 2^x are infinite or 0.
constexpr double too_large = 1100, too_small = -1100;

// exp(x) - 1 near 0, where subtracting would cancel: the Taylor series.
Pair series_minus_1(double x) {
  const Pair square = two_product(x, x);
  const double tail =
      x * square.high *
      (1.0 / 6 +
       x * (1.0 / 24 + x * (1.0 / 120 +
                            x * (1.0 / 720 + x * (1.0 / 5040 +
                                                  x * (1.0 / 40320 +
                                                       x * (1.0 / 362880)))))));
  const Pair sum = fast_two_sum(x, 0.5 * square.high);
  return fast_two_sum(sum.high, sum.low + (0.5 * square.low + tail));
}

// Clamps arguments whose result is 0 or infinite anyway.
double kept_in_range(double x) {
  if (x > 750) return 750;
  return x < -750 ? -750 : x;
}

}  // namespace

Pair exponential_minus_1(double x) {
  if (magnitude(x) < 1.0 / 64) return series_minus_1(x);
  const Scaled e = exponential(x);
  return times_power_of_two(e.value, power_of_two(e.exponent)) + -1.0;
}

double exp(double x) {
  if (x != x) return quiet_nan;
  if (magnitude(x) < 0x1p-54) return 1;
  return rounded(exponential(kept_in_range(x)));
}

double exp2(double x) {
  if (x != x) return quiet_nan;
  if (x > too_large) return infinity;
  if (x < too_small) return 0;
  if (magnitude(x) < 0x1p-54) return 1;
  const double n = nearest(x * 64);
  const Pair ln_2{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
  const Pair r = ln_2 * (x - n / 64);
  return rounded(exponential_of_parts(int(n), r.high, r.low));
}

double expm1(double x) {
  if (x != x) return quiet_nan;
  if (magnitude(x) < 0x1p-54) return x;
  if (x > 43) return exp(x);
  return x < -43 ? -1 : exponential_minus_1(x).high;
}

}  // namespace nn::elementary
