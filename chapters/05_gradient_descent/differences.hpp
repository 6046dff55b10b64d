/// Derivatives from function values: two points close together, and which
/// distance is best. Notes C4.3.
#pragma once

#include <complex>
#include <limits>

#include "nn/core/armadillo.hpp"

namespace chapter05 {

// #region differences
/// (f(x + h) - f(x)) / h: its error shrinks like h.
template <class Real, class F>
Real forward_difference(const F& f, Real x, Real h) {
  return (f(x + h) - f(x)) / h;
}

/// (f(x + h) - f(x - h)) / 2h: its error shrinks like h squared.
template <class Real, class F>
Real central_difference(const F& f, Real x, Real h) {
  return (f(x + h) - f(x - h)) / (2 * h);
}
// #endregion differences

/// The imaginary part of f(x + ih), divided by h. Nothing is subtracted, so
/// nothing is lost however small h is (Squire and Trapp, "Using complex
/// variables to estimate derivatives of real functions", SIAM Review 40,
/// 1998). f must consist of functions that support complex numbers.
template <class F>
double complex_step(const F& f, double x, double h) {
  return f(std::complex<double>(x, h)).imag() / h;
}

/// The test function: sin, whose derivative cos is known. For float, double
/// and complex numbers.
inline constexpr auto wave = [](auto x) {
  using std::sin;
  return sin(x);
};

/// How wrong both formulas are at some step h.
struct DifferenceErrors {
  double forward, central;
};

/// The errors at step h in the precision Real: root mean square over 200
/// points in (0.5, 1.5), since at a single point rounding can be lucky.
template <class Real>
DifferenceErrors difference_errors(double h) {
  const int points = 200;
  double forward = 0, central = 0;
  for (int i = 0; i < points; ++i) {
    const Real x = static_cast<Real>(0.5 + (i + 0.5) / points);
    const Real step = static_cast<Real>(h);
    const double slope = std::cos(static_cast<double>(x));
    forward += std::pow(forward_difference(wave, x, step) - slope, 2);
    central += std::pow(central_difference(wave, x, step) - slope, 2);
  }
  return {std::sqrt(forward / points), std::sqrt(central / points)};
}

/// The errors of one precision over many steps h, largest h first.
struct ErrorCurves {
  arma::vec h, forward, central;

  double best_forward() const { return h(forward.index_min()); }
  double best_central() const { return h(central.index_min()); }
};

/// Steps from 1 down to 1e-15, `per_decade` in each decade.
template <class Real>
ErrorCurves error_curves(int per_decade = 10) {
  const auto count = static_cast<arma::uword>(15 * per_decade + 1);
  ErrorCurves curves{arma::vec(count), arma::vec(count), arma::vec(count)};
  for (arma::uword i = 0; i < count; ++i) {
    curves.h(i) = std::pow(10, -static_cast<double>(i) / per_decade);
    const DifferenceErrors errors = difference_errors<Real>(curves.h(i));
    curves.forward(i) = errors.forward;
    curves.central(i) = errors.central;
  }
  return curves;
}

/// Rounding costs about eps / h. The formula itself costs about h or h^2: the
/// two are equal at the square or at the cube root of eps.
template <class Real>
double forward_step_in_theory() {
  return std::sqrt(double{std::numeric_limits<Real>::epsilon()});
}
template <class Real>
double central_step_in_theory() {
  return std::cbrt(double{std::numeric_limits<Real>::epsilon()});
}

}  // namespace chapter05
