// The functions of elementary.hpp under the C library's names.
//
// std::exp, arma::exp and the like end up calling the C library's `exp`.
// Symbols linked into a program take precedence over those of its shared
// libraries: with these definitions a formula's std::exp(x) gives the same bits
// on every machine, and no formula has to be written differently. (What a
// compiler evaluates itself, like std::log(2.0), is always rounded to nearest.)
//
// sincos is here because g++ emits one call to it where a loop needs both.
// The parameters and noexcept are those of <math.h>. Compile with -fno-builtin:
// otherwise a compiler may treat such a function as its own built-in.
#include "nn/elementary/elementary.hpp"

namespace own = nn::elementary;

extern "C" {

double exp(double x) noexcept {
  return own::exp(x);
}
double exp2(double x) noexcept {
  return own::exp2(x);
}
double expm1(double x) noexcept {
  return own::expm1(x);
}
double log(double x) noexcept {
  return own::log(x);
}
double log1p(double x) noexcept {
  return own::log1p(x);
}
double log2(double x) noexcept {
  return own::log2(x);
}
double log10(double x) noexcept {
  return own::log10(x);
}
double sinh(double x) noexcept {
  return own::sinh(x);
}
double cosh(double x) noexcept {
  return own::cosh(x);
}
double tanh(double x) noexcept {
  return own::tanh(x);
}
double sin(double x) noexcept {
  return own::sin(x);
}
double cos(double x) noexcept {
  return own::cos(x);
}
double tan(double x) noexcept {
  return own::tan(x);
}
double atan(double x) noexcept {
  return own::atan(x);
}
double atan2(double y, double x) noexcept {
  return own::atan2(y, x);
}
double pow(double x, double y) noexcept {
  return own::pow(x, y);
}
double cbrt(double x) noexcept {
  return own::cbrt(x);
}
double erf(double x) noexcept {
  return own::erf(x);
}
double erfc(double x) noexcept {
  return own::erfc(x);
}
void sincos(double x, double* sine, double* cosine) noexcept {
  *sine = own::sin(x);
  *cosine = own::cos(x);
}

float expf(float x) noexcept {
  return own::exp(x);
}
float exp2f(float x) noexcept {
  return own::exp2(x);
}
float expm1f(float x) noexcept {
  return own::expm1(x);
}
float logf(float x) noexcept {
  return own::log(x);
}
float log1pf(float x) noexcept {
  return own::log1p(x);
}
float log2f(float x) noexcept {
  return own::log2(x);
}
float log10f(float x) noexcept {
  return own::log10(x);
}
float sinhf(float x) noexcept {
  return own::sinh(x);
}
float coshf(float x) noexcept {
  return own::cosh(x);
}
float tanhf(float x) noexcept {
  return own::tanh(x);
}
float sinf(float x) noexcept {
  return own::sin(x);
}
float cosf(float x) noexcept {
  return own::cos(x);
}
float tanf(float x) noexcept {
  return own::tan(x);
}
float atanf(float x) noexcept {
  return own::atan(x);
}
float atan2f(float y, float x) noexcept {
  return own::atan2(y, x);
}
float powf(float x, float y) noexcept {
  return own::pow(x, y);
}
float cbrtf(float x) noexcept {
  return own::cbrt(x);
}
float erff(float x) noexcept {
  return own::erf(x);
}
float erfcf(float x) noexcept {
  return own::erfc(x);
}
void sincosf(float x, float* sine, float* cosine) noexcept {
  *sine = own::sin(x);
  *cosine = own::cos(x);
}

}  // extern "C"
