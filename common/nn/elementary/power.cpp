// pow and the integer power: exp(y log x), with the product as a Pair; cbrt.
#include "nn/elementary/elementary.hpp"
#include "nn/elementary/exponential.hpp"
#include "nn/elementary/logarithm.hpp"

namespace nn::elementary {
namespace {

bool is_integer(double y) {
  const double size = magnitude(y);
  return size >= 0x1p52 || (size + 0x1p52) - 0x1p52 == size;
}
bool is_odd(double y) {
  return magnitude(y) < 0x1p53 && is_integer(y) && !is_integer(y / 2);
}

// exp(y log x) for finite x > 0 and 0 < |y| < 2^70.
double positive_power(double x, Pair y) {
  const Pair exponent = logarithm_of_any(x) * y;
  const double size = magnitude(exponent.high);
  if (size < 0x1p-60) return 1;
  if (size > 750) return exponent.high > 0 ? infinity : 0;
  return rounded(exponential(exponent));
}

bool is_zero(double x) {
  return bits_of(magnitude(x)) == 0;
}

// x^y for x zero or infinite, y != 0: 0 or infinity.
double power_of_end(double x, double y) {
  const double size = is_zero(x) != is_negative(y) ? 0 : infinity;
  return is_odd(y) ? with_sign(size, x) : size;
}

// x^y where |y| is infinite, or so large that x^y is 0 or infinite unless
// |x| = 1.
double power_to_end(double size, double y) {
  if (size == 1) return 1;
  return (size > 1) == (y > 0) ? infinity : 0;
}

}  // namespace

double pow(double x, double y) {
  const double size = magnitude(x);
  if (is_zero(y) || x == 1) return 1;
  if (x != x || y != y) return quiet_nan;
  if (magnitude(y) > 0x1p65) return power_to_end(size, y);
  if (is_zero(x) || size == infinity) return power_of_end(x, y);
  if (is_negative(x) && !is_integer(y)) return quiet_nan;
  // Compilers turn a constant y = 2 into x * x.
  if (y == 2 && size > 0x1p-500) return x * x;
  if (magnitude(y) < 0x1p-65) return 1;
  const double result = positive_power(size, {y, 0});
  return is_negative(x) && is_odd(y) ? -result : result;
}

double power(double base, std::uint64_t n) {
  // n as two 32-bit numbers, whose sum a Pair holds exactly.
  const Pair exponent =
      fast_two_sum(double(n >> 32) * 0x1p32, double(n & 0xffffffff));
  if (n == 0 || base == 1) return 1;
  if (base != base) return quiet_nan;
  const double size = magnitude(base);
  const bool ends = is_zero(base) || size == infinity;
  const double result = ends ? size : positive_power(size, exponent);
  return is_negative(base) && n % 2 == 1 ? -result : result;
}

double cbrt(double x) {
  if (x != x) return quiet_nan;
  if (is_zero(x) || magnitude(x) == infinity) return x;
  const Normalized number = normalize(x);
  const int third = (number.exponent + 3072) / 3 - 1024;
  const double m = number.value * power_of_two(number.exponent - 3 * third);
  // A parabola is accurate to 1 in 50 for 1 <= m < 8; every step of Halley's
  // method triples the digits, and a final Newton step uses Pairs.
  double t = 0.65 + m * (0.3105 - 0.0178 * m);
  for (int step = 0; step < 2; ++step) {
    const double cube = t * t * t;
    t = t * ((cube + m + m) / (cube + cube + m));
  }
  const Pair rest = Pair{m, 0} + -(two_product(t, t) * t);
  const double root = t + rest.high / (3 * t * t);
  return with_sign(root * power_of_two(third), x);
}

}  // namespace nn::elementary
