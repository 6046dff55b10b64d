/// The functions that this chapter descends, with their gradients by hand.
#pragma once

#include <array>

#include "nn/core/armadillo.hpp"

namespace chapter05 {

/// (x - 1)^2 + 1, lowest at x = 1. Its slope grows by 2 per unit: L = 2.
double parabola(double x);
double parabola_slope(double x);

/// x sin(x) and its derivative sin(x) + x cos(x).
double x_sin_x(double x);
double x_sin_x_slope(double x);

/// The minima of x sin(x) between 0 and 14, solutions of tan(x) = -x and 0.
extern const std::array<double, 3> x_sin_x_minima;

/// x1^2 + x2^2, the bowl of the notes.
double bowl(const arma::vec& x);

/// A hill on the right, a hollow on the left.
double hill_and_hollow(const arma::vec& x);

/// The curvature of the valley's walls: L. Along the valley it is 1.
extern const double valley_curvature;

/// A narrow valley along x1: (x1^2 + 20 x2^2) / 2.
double valley(const arma::vec& x);
arma::vec valley_gradient(const arma::vec& x);

/// Four minima of equal depth 0 (Himmelblau, Applied Nonlinear Programming,
/// 1972).
double himmelblau(const arma::vec& x);
arma::vec himmelblau_gradient(const arma::vec& x);

/// 2 x 4: where they are.
extern const arma::mat himmelblau_minima;

/// x1^2 + x2^4 / 4 - x2^2 / 2: hollows at (0, 1) and (0, -1), a saddle between
/// them at (0, 0).
double two_hollows(const arma::vec& x);
arma::vec two_hollows_gradient(const arma::vec& x);

}  // namespace chapter05
