// log, log1p, log2, log10.
#include "nn/elementary/logarithm.hpp"

#include "nn/elementary/elementary.hpp"

namespace nn::elementary {
namespace {

// 0, negative numbers, infinity and NaN; detected by their bits, because a
// processor may flush a subnormal number to 0.
bool has_no_logarithm(double x) {
  return bits_of(x) - 1 >= bits_of(infinity) - 1;
}
double logarithm_of_none(double x) {
  if (bits_of(magnitude(x)) == 0) return -infinity;
  return x > 0 ? infinity : quiet_nan;
}

double logarithm_times(double x, Pair factor) {
  if (has_no_logarithm(x)) return logarithm_of_none(x);
  return (logarithm_of_any(x) * factor).high;
}

}  // namespace

double log(double x) {
  if (has_no_logarithm(x)) return logarithm_of_none(x);
  return logarithm_of_any(x).high;
}

double log1p(double x) {
  if (magnitude(x) < 0x1p-54) return x;
  if (magnitude(x) < 1.0 / 128) return logarithm_near_1({x, 0}).high;
  const Pair sum = two_sum(1, x);
  if (!(x > -1) || x > 0x1p60) return log(sum.high);
  return logarithm(sum.high, sum.low).high;
}

double log2(double x) {
  return logarithm_times(x, {0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56});
}

double log10(double x) {
  return logarithm_times(x, {0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57});
}

}  // namespace nn::elementary
