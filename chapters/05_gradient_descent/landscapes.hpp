/// The functions that this chapter descends, with their gradients by hand.
#pragma once

#include "gradient.hpp"

namespace chapter05 {

/// (x - 1)^2 + 1, lowest at x = 1. Its slope grows by 2 per unit: L = 2.
inline double parabola(double x) {
  return (x - 1) * (x - 1) + 1;
}
inline double parabola_slope(double x) {
  return 2 * x - 2;
}

/// x sin(x) and its derivative sin(x) + x cos(x).
inline double x_sin_x(double x) {
  return x * std::sin(x);
}
inline double x_sin_x_slope(double x) {
  return std::sin(x) + x * std::cos(x);
}

/// The minima of x sin(x) between 0 and 14, solutions of tan(x) = -x and 0.
inline constexpr std::array x_sin_x_minima = {0.0, 4.913180439434884,
                                              11.085538406497022};

/// x1^2 + x2^2, the bowl of the notes.
inline double bowl(const arma::vec& x) {
  return arma::dot(x, x);
}

/// A hill on the right, a hollow on the left.
inline double hill_and_hollow(const arma::vec& x) {
  return x(0) * std::exp(-x(0) * x(0) - x(1) * x(1));
}

/// The curvature of the valley's walls: L. Along the valley it is 1.
inline constexpr double valley_curvature = 20;

/// A narrow valley along x1: (x1^2 + 20 x2^2) / 2.
inline double valley(const arma::vec& x) {
  return (x(0) * x(0) + valley_curvature * x(1) * x(1)) / 2;
}
inline arma::vec valley_gradient(const arma::vec& x) {
  return {x(0), valley_curvature * x(1)};
}

/// Four minima of equal depth 0 (Himmelblau, Applied Nonlinear Programming,
/// 1972).
inline double himmelblau(const arma::vec& x) {
  const double u = x(0) * x(0) + x(1) - 11, v = x(0) + x(1) * x(1) - 7;
  return u * u + v * v;
}
inline arma::vec himmelblau_gradient(const arma::vec& x) {
  const double u = x(0) * x(0) + x(1) - 11, v = x(0) + x(1) * x(1) - 7;
  return {4 * x(0) * u + 2 * v, 2 * u + 4 * x(1) * v};
}

/// 2 x 4: where they are.
inline const arma::mat himmelblau_minima{
    {3, -2.805118086952745, -3.779310253377747, 3.584428340330492},
    {2, 3.131312518250573, -3.283185991286170, -1.848126526964404}};

/// x1^2 + x2^4 / 4 - x2^2 / 2: hollows at (0, 1) and (0, -1), a saddle between
/// them at (0, 0).
inline double two_hollows(const arma::vec& x) {
  return x(0) * x(0) + std::pow(x(1), 4) / 4 - x(1) * x(1) / 2;
}
inline arma::vec two_hollows_gradient(const arma::vec& x) {
  return {2 * x(0), std::pow(x(1), 3) - x(1)};
}

}  // namespace chapter05
