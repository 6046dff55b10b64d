/// The numerical gradient, and where it points. Notes C4.4.
#pragma once

#include <cmath>
#include <utility>

#include "functions.hpp"

namespace chapter05 {

// #region numerical-gradient
/// All partial derivatives of f at x by central differences: 2n evaluations.
inline arma::vec numerical_gradient(const Function& f, arma::vec x,
                                    double h = 1e-4) {
  arma::vec gradient(x.n_elem);
  for (arma::uword i = 0; i < x.n_elem; ++i) {
    const double middle = std::exchange(x(i), x(i) + h);
    const double above = f(x);
    x(i) = middle - h;
    gradient(i) = (above - f(x)) / (2 * h);
    x(i) = middle;
  }
  return gradient;
}
// #endregion numerical-gradient

/// A step of this length in the plane, at an angle in degrees.
inline arma::vec step_at(double degrees, double length) {
  const double angle = degrees * arma::datum::pi / 180;
  return {length * std::cos(angle), length * std::sin(angle)};
}

/// The angle of a vector of the plane, 0 to 360 degrees.
inline double degrees_of(const arma::vec& v) {
  const double angle = std::atan2(v(1), v(0)) * 180 / arma::datum::pi;
  return angle < 0 ? angle + 360 : angle;
}

/// In which of 360 directions f rises fastest, and in which it falls fastest.
struct Steepest {
  double rise = 0, fall = 0;           ///< degrees
  double risen_by = 0, fallen_by = 0;  ///< change of f on the way
  double along_the_contour = 0;        ///< change at right angles to the rise
};

/// Tries steps of one length in all directions, without any derivative.
inline Steepest try_all_directions(const Function& f, const arma::vec& x,
                                   double length) {
  arma::vec change(360);
  for (arma::uword d = 0; d < 360; ++d)
    change(d) = f(x + step_at(double(d), length)) - f(x);
  const arma::uword up = change.index_max(), down = change.index_min();
  return {double(up), double(down), change(up), change(down),
          change((up + 90) % 360)};
}

}  // namespace chapter05
