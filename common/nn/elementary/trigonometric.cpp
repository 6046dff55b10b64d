// sin, cos, tan.
#include "nn/elementary/trigonometric.hpp"

#include "nn/elementary/elementary.hpp"

namespace nn::elementary {
namespace {

// The Taylor series for |x| <= pi / 4; only the first terms use Pairs, because
// the later ones are too small for their errors to matter.
Pair sine(Pair x) {
  const Pair square = x * x;
  const Pair sixth{0x1.5555555555555p-3, 0x1.5555555555555p-57};
  const double s = square.high;
  double p = 1.0 / 355687428096000;  // 17!
  p = p * s - 1.0 / 1307674368000;
  p = p * s + 1.0 / 6227020800;
  p = p * s - 1.0 / 39916800;
  p = p * s + 1.0 / 362880;
  p = p * s - 1.0 / 5040;
  p = p * s + 1.0 / 120;
  const Pair start = x + -(x * square * sixth);
  return fast_two_sum(start.high, start.low + p * s * s * x.high);
}

Pair cosine(Pair x) {
  const Pair square = x * x;
  const double s = square.high;
  double p = -1.0 / 6402373705728000;  // 18!
  p = p * s + 1.0 / 20922789888000;
  p = p * s - 1.0 / 87178291200;
  p = p * s + 1.0 / 479001600;
  p = p * s - 1.0 / 3628800;
  p = p * s + 1.0 / 40320;
  p = p * s - 1.0 / 720;
  const Pair third{0x1.5555555555555p-2, 0x1.5555555555555p-56};
  const Pair fourth = times_power_of_two(square * square * third, 1.0 / 8);
  const Pair start = Pair{1, 0} + times_power_of_two(square, -0.5) + fourth;
  return fast_two_sum(start.high, start.low + p * s * s * s);
}

bool is_finite(double x) {
  return magnitude(x) < infinity;
}

// sin(rest + quadrant pi / 2)
double sine_of(const Angle& angle) {
  const bool odd = angle.quadrant % 2 == 1;
  const double size = odd ? cosine(angle.rest).high : sine(angle.rest).high;
  return angle.quadrant % 4 >= 2 ? -size : size;
}

}  // namespace

double sin(double x) {
  if (!is_finite(x)) return quiet_nan;
  if (magnitude(x) < 0x1p-27) return x;
  return sine_of(reduced_angle(x));
}

double cos(double x) {
  if (!is_finite(x)) return quiet_nan;
  if (magnitude(x) < 0x1p-27) return 1;
  Angle angle = reduced_angle(x);
  ++angle.quadrant;
  return sine_of(angle);
}

double tan(double x) {
  if (!is_finite(x)) return quiet_nan;
  if (magnitude(x) < 0x1p-28) return x;
  const Angle angle = reduced_angle(x);
  const Pair s = sine(angle.rest), c = cosine(angle.rest);
  return angle.quadrant % 2 == 1 ? -(c / s).high : (s / c).high;
}

}  // namespace nn::elementary
