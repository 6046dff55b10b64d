// The functions for float: those for double, rounded.
#include "nn/elementary/elementary.hpp"
#include "nn/elementary/pair.hpp"

namespace nn::elementary {
namespace {

// x as a double, even if the processor flushes subnormal numbers to zero: those
// are converted from their bits.
double wide(float x) {
  const auto bits = __builtin_bit_cast(std::uint32_t, x);
  const std::uint32_t size = bits & 0x7fffffff;
  if (size >= 0x00800000) return double{x};
  const double value = double(size) * 0x1p-149;
  return size != bits ? -value : value;
}

// x as a float, likewise: a subnormal result is x rounded to a multiple of
// 2^-149, the last place of 2^-97, and that multiple is its bits.
float narrow(double x) {
  const double size = magnitude(x);
  if (!(size < 0x1p-126)) return static_cast<float>(x);
  const std::uint64_t rounded = bits_of(size + 0x1p-97) - bits_of(0x1p-97);
  const auto bits = static_cast<std::uint32_t>(rounded);
  return __builtin_bit_cast(float, is_negative(x) ? bits | 0x80000000 : bits);
}

}  // namespace

float exp(float x) {
  return narrow(exp(wide(x)));
}
float exp2(float x) {
  return narrow(exp2(wide(x)));
}
float expm1(float x) {
  return narrow(expm1(wide(x)));
}
float log(float x) {
  return narrow(log(wide(x)));
}
float log1p(float x) {
  return narrow(log1p(wide(x)));
}
float log2(float x) {
  return narrow(log2(wide(x)));
}
float log10(float x) {
  return narrow(log10(wide(x)));
}
float sinh(float x) {
  return narrow(sinh(wide(x)));
}
float cosh(float x) {
  return narrow(cosh(wide(x)));
}
float tanh(float x) {
  return narrow(tanh(wide(x)));
}
float sin(float x) {
  return narrow(sin(wide(x)));
}
float cos(float x) {
  return narrow(cos(wide(x)));
}
float tan(float x) {
  return narrow(tan(wide(x)));
}
float atan(float x) {
  return narrow(atan(wide(x)));
}
float atan2(float y, float x) {
  return narrow(atan2(wide(y), wide(x)));
}
float pow(float x, float y) {
  return narrow(pow(wide(x), wide(y)));
}
float cbrt(float x) {
  return narrow(cbrt(wide(x)));
}
float erf(float x) {
  return narrow(erf(wide(x)));
}
float erfc(float x) {
  return narrow(erfc(wide(x)));
}

}  // namespace nn::elementary
