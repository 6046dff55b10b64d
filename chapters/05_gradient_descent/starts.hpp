/// Which minimum descent finds depends on where it starts. Notes B.
#pragma once

#include "nn/core/random.hpp"
#include "nn/figures/figure.hpp"

#include "functions.hpp"

namespace chapter05 {

/// Takes steps until the slope is below `flat`, but at most `most`; returns x,
/// or NaN if x has diverged.
double end_of_descent(const Slope& slope, double x, double rate,
                      int most = 2000, double flat = 1e-6);
arma::vec end_of_descent(const Gradient& gradient, arma::vec x, double rate,
                         int most = 2000, double flat = 1e-6);

/// Where the descent on x sin(x) ends, for each start.
arma::vec ends_on_x_sin_x(const arma::vec& starts, double rate);

/// How often, in `trials`, the best of `tries` random starts in (0, 14) ends
/// at the lowest minimum of x sin(x).
double share_of_luck(int tries, int trials, double rate, nn::Random& random);

/// The share of the starts in (0, 14) from which small steps lead to the
/// lowest minimum: all beyond the top of the hill at 7.98.
inline constexpr double basin_share = (14 - 7.978665712413241) / 14;

/// Which of Himmelblau's minima (0 to 3) is at x; NaN if none is.
double number_of_minimum(const arma::vec& x);

/// For n x n starts in (-5, 5)^2: which of the four minima each ends at.
nn::Grid map_of_starts(double rate, arma::uword n);

/// The share of a map's starts that end at each minimum, and, last, of those
/// that end at none.
arma::vec shares(const nn::Grid& map);

/// The largest rate at which descent can settle at each of the four minima:
/// 2 / L, where L is the largest curvature there. Above it the steps grow.
arma::vec largest_rates();

}  // namespace chapter05
