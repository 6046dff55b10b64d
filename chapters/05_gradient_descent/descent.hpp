/// Gradient descent: one number, two numbers, any number of them.
/// Notes B "gradient descent".
#pragma once

#include "landscapes.hpp"

namespace chapter05 {

/// The derivative of a function of one number.
using Slope = std::function<double(double)>;

// #region descend-1d
/// Takes `steps` steps against the slope. Returns x before and after each step.
inline arma::vec descend(const Slope& slope, double x, double rate, int steps) {
  arma::vec way(steps + 1);
  way(0) = x;
  for (int i = 1; i <= steps; ++i)
    way(i) = x -= rate * slope(x);
  return way;
}
// #endregion descend-1d

// #region descend-2d
/// The same for two numbers, written out: both partial derivatives are taken
/// before either number moves. 2 x (steps + 1)
inline arma::mat descend_one_by_one(const Gradient& gradient, double x1,
                                    double x2, double rate, int steps) {
  arma::mat way(2, steps + 1);
  way.col(0) = arma::vec{x1, x2};
  for (int i = 1; i <= steps; ++i) {
    const arma::vec g = gradient({x1, x2});
    x1 = x1 - rate * g(0);
    x2 = x2 - rate * g(1);
    way.col(i) = arma::vec{x1, x2};
  }
  return way;
}
// #endregion descend-2d

// #region descend
/// The same for any number of numbers: one line of vectors. n x (steps + 1)
inline arma::mat descend(const Gradient& gradient, arma::vec x, double rate,
                         int steps) {
  arma::mat way(x.n_elem, steps + 1);
  way.col(0) = x;
  for (int i = 1; i <= steps; ++i) {
    x -= rate * gradient(x);
    way.col(i) = x;
  }
  return way;
}
// #endregion descend

/// Takes steps until the slope is below `flat`, but at most `most`; returns x,
/// or NaN if x has diverged.
template <class X, class G>
X end_of_descent(const G& gradient, X x, double rate, int most = 2000,
                 double flat = 1e-6) {
  const auto size = [](const X& v) {
    if constexpr (std::same_as<X, double>)
      return std::abs(v);
    else
      return arma::norm(v);
  };
  for (int i = 0; i < most; ++i) {
    const X g = gradient(x);
    if (size(g) < flat) return x;
    x -= rate * g;
    if (!(size(x) < 1e6)) return x * arma::datum::nan;
  }
  return x;
}

}  // namespace chapter05
