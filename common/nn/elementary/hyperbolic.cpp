// sinh, cosh, tanh: from exp(x) - 1, which stays accurate near 0.
#include "nn/elementary/elementary.hpp"
#include "nn/elementary/exponential.hpp"

namespace nn::elementary {
namespace {

// e^a / 2 for a > 40, where e^-a is too small to matter.
double half_exponential(double a) {
  const Scaled e = exponential(a > 750 ? 750 : a);
  return rounded({e.value, e.exponent - 1});
}

}  // namespace

double sinh(double x) {
  if (x != x) return quiet_nan;
  const double a = magnitude(x);
  if (a < 0x1p-28) return x;
  if (a > 40) return with_sign(half_exponential(a), x);
  const Pair e = exponential_minus_1(a);
  // e^a - e^-a = (e^a - 1) + (e^a - 1) / e^a
  return with_sign(0.5 * (e + e / (e + 1.0)).high, x);
}

double cosh(double x) {
  if (x != x) return quiet_nan;
  const double a = magnitude(x);
  if (a < 0x1p-28) return 1;
  if (a > 40) return half_exponential(a);
  const Scaled e = exponential(a);
  const Pair up = times_power_of_two(e.value, power_of_two(e.exponent));
  return 0.5 * (up + Pair{1, 0} / up).high;
}

double tanh(double x) {
  if (x != x) return quiet_nan;
  const double a = magnitude(x);
  if (a < 0x1p-28) return x;
  if (a > 21) return with_sign(1, x);
  const Pair e = exponential_minus_1(2 * a);
  return with_sign((e / (e + 2.0)).high, x);
}

}  // namespace nn::elementary
