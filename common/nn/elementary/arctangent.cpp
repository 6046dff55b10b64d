// atan and atan2.
#include <array>

#include "nn/elementary/elementary.hpp"
#include "nn/elementary/pair.hpp"

namespace nn::elementary {
namespace {

constexpr Pair half_pi{0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};

// atan(i / 32), each from the one before:
// atan(b) - atan(a) = atan((b - a) / (1 + a b)).
constexpr std::array<Pair, 33> arctangents() {
  std::array<Pair, 33> table{};
  for (int i = 0; i < 32; ++i) {
    const double ab = i * (i + 1) / 1024.0;
    const Pair t = Pair{1.0 / 32, 0} / Pair{1 + ab, 0}, square = -(t * t);
    Pair sum{0, 0};
    for (int n = 23; n >= 1; n -= 2)
      sum = sum * square + Pair{1, 0} / Pair{double(n), 0};
    table[i + 1] = table[i] + t * sum;
  }
  return table;
}
constexpr std::array<Pair, 33> arctangent_of = arctangents();

// atan(a / b) for 2^-200 b < a <= b, b >= 1: the nearest table entry, and the
// series for the remainder.
Pair arctangent(double a, double b) {
  const double n = nearest(a / b * 32), near = n / 32;
  const Pair over = Pair{a, 0} + -two_product(b, near);
  const Pair t = over / (Pair{b, 0} + two_product(a, near));
  const double s = t.high * t.high;
  const double tail =
      t.high * s *
      (-1.0 / 3 +
       s * (1.0 / 5 + s * (-1.0 / 7 + s * (1.0 / 9 + s * (-1.0 / 11)))));
  const Pair start = arctangent_of[int(n)] + t;
  return fast_two_sum(start.high, start.low + tail);
}

// The angle of (x, y) between 0 and pi, for finite x, y != 0; y's sign is
// ignored.
double angle_of(double y, double x) {
  const Normalized up = normalize(y), right = normalize(x);
  const int difference = up.exponent - right.exponent;
  const bool left = is_negative(x);
  if (difference > 100) return half_pi.high;
  if (difference < -100) {
    if (left) return 2 * half_pi.high;
    const Pair quotient = Pair{up.value, 0} / Pair{right.value, 0};
    return rounded({quotient, difference});
  }
  // The larger of the two is at least 1.
  const int shift = difference < 0 ? difference : 0;
  const double a = up.value * power_of_two(shift);
  const double b = right.value * power_of_two(shift - difference);
  const Pair angle = a <= b ? arctangent(a, b) : half_pi + -arctangent(b, a);
  const Pair pi = times_power_of_two(half_pi, 2);
  return left ? (pi + -angle).high : angle.high;
}

bool is_zero(double x) {
  return bits_of(magnitude(x)) == 0;
}
bool is_infinite(double x) {
  return magnitude(x) == infinity;
}

// The same for x or y zero or infinite.
double angle_at_end(double y, double x) {
  const bool both = is_infinite(x) && is_infinite(y);
  if (both) return (is_negative(x) ? 3 : 1) * (half_pi.high / 2);
  if (!is_zero(y) && !is_infinite(x)) return half_pi.high;
  return is_negative(x) ? 2 * half_pi.high : 0;
}

}  // namespace

double atan2(double y, double x) {
  if (x != x || y != y) return quiet_nan;
  const bool end = is_zero(x) || is_zero(y) || is_infinite(x) || is_infinite(y);
  return with_sign(end ? angle_at_end(y, x) : angle_of(y, x), y);
}

double atan(double x) {
  if (x != x) return quiet_nan;
  if (magnitude(x) < 0x1p-28) return x;
  const double a = magnitude(x);
  if (a > 0x1p60) return with_sign(half_pi.high, x);
  const Pair angle = a <= 1 ? arctangent(a, 1) : half_pi + -arctangent(1, a);
  return with_sign(angle.high, x);
}

}  // namespace nn::elementary
