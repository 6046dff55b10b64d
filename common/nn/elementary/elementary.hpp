/// exp, log, sin and others whose bits are the same on every machine.
///
/// The C library's own functions give different bits depending on version and
/// processor. These use only IEEE 754's + - * /, rounded to nearest (the C++
/// default), and bit operations: neither the instruction set nor flushing
/// subnormal numbers to zero changes them. Compile with -ffp-contract=off.
///
/// Every function computes some 60 bits or more and rounds once. The number
/// after each is its error in units in the last place (ulp), 0.5 being the best
/// possible; none of 10^8 arguments had more (tests/precision/elementary.cpp).
///
/// NaN, infinities and the signs of zeros are as in the C standard (annex F),
/// but errno and the floating-point flags are not set, and every NaN that comes
/// out is the same quiet one.
#pragma once

#include <cstdint>

namespace nn::elementary {

double exp(double x);    ///< e^x; 0.501 ulp
double exp2(double x);   ///< 2^x; 0.501 ulp
double expm1(double x);  ///< e^x - 1; 0.501 ulp

double log(double x);    ///< natural logarithm; 0.501 ulp
double log1p(double x);  ///< log(1 + x); 0.501 ulp
double log2(double x);   ///< to base 2; 0.501 ulp
double log10(double x);  ///< to base 10; 0.501 ulp

double sinh(double x);  ///< 0.501 ulp
double cosh(double x);  ///< 0.501 ulp
double tanh(double x);  ///< 0.501 ulp

double sin(double x);              ///< of x radians, any x; 0.52 ulp
double cos(double x);              ///< of x radians, any x; 0.52 ulp
double tan(double x);              ///< of x radians, any x; 0.52 ulp
double atan(double x);             ///< in radians; 0.501 ulp
double atan2(double y, double x);  ///< angle of (x, y); 0.501 ulp

double pow(double x, double y);  ///< x^y; 0.51 ulp
double cbrt(double x);           ///< cube root; 0.501 ulp
/// base^n, for example Adam's beta^t; n may have more than 53 bits. 0.51 ulp
double power(double base, std::uint64_t n);

/// 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x; 0.52 ulp
double erf(double x);
double erfc(double x);  ///< 1 - erf(x), without cancellation; 0.6 ulp

/// The same for float: the double result, rounded; that is the nearest float
/// except in perhaps one of 10^8 cases.
float exp(float x);
float exp2(float x);
float expm1(float x);
float log(float x);
float log1p(float x);
float log2(float x);
float log10(float x);
float sinh(float x);
float cosh(float x);
float tanh(float x);
float sin(float x);
float cos(float x);
float tan(float x);
float atan(float x);
float atan2(float y, float x);
float pow(float x, float y);
float cbrt(float x);
float erf(float x);
float erfc(float x);

}  // namespace nn::elementary
