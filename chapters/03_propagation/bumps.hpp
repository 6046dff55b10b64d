/// Universal approximation in one picture: a curve out of bumps, each made of
/// two sigmoids. Nothing is learned here; the weights are set by hand.
#pragma once

#include <cmath>
#include <numbers>

#include "sigmoid.hpp"

namespace chapter03 {

/// The curve to come close to, for x between 0 and 1.
inline double curve_to_match(double x) {
  return x + std::sin(2 * std::numbers::pi * x) / 2;
}

// #region bumps
/// Up by 1 at `left`, down again at `right`: two hidden neurons.
inline double bump(double x, double left, double right, double steepness) {
  return sigmoid(steepness * (x - left)) - sigmoid(steepness * (x - right));
}

/// `count` bumps side by side, each as high as f in its middle. `sharpness` is
/// the steepness of a flank, for a bump of width 1.
template <class F>
double sum_of_bumps(const F& f, int count, double x, double sharpness = 50) {
  double y = 0;
  for (int k = 0; k < count; ++k) {
    // The outer two reach beyond the ends, where they would otherwise be 1/2.
    const double left = k == 0 ? -1 : double(k) / count;
    const double right = k == count - 1 ? 2 : double(k + 1) / count;
    y += f((k + 0.5) / count) * bump(x, left, right, sharpness * count);
  }
  return y;
}
// #endregion bumps

/// The largest distance between f and its bumps, on 2001 points.
template <class F>
double largest_error(const F& f, int count, double sharpness = 50) {
  double worst = 0;
  for (int i = 0; i <= 2000; ++i) {
    const double x = i / 2000.0;
    worst =
        std::max(worst, std::abs(f(x) - sum_of_bumps(f, count, x, sharpness)));
  }
  return worst;
}

}  // namespace chapter03
