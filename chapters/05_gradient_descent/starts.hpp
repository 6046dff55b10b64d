/// Which minimum descent finds depends on where it starts. Notes B.
#pragma once

#include "nn/core/random.hpp"
#include "nn/figures/figure.hpp"

#include "critical_points.hpp"

namespace chapter05 {

/// Where the descent on x sin(x) ends, for each start.
inline arma::vec ends_on_x_sin_x(const arma::vec& starts, double rate) {
  arma::vec ends = starts;
  for (double& x : ends)
    x = end_of_descent(x_sin_x_slope, x, rate);
  return ends;
}

/// How often, in `trials`, the best of `tries` random starts in (0, 14) ends
/// at the lowest minimum of x sin(x).
inline double share_of_luck(int tries, int trials, double rate,
                            nn::Random& random) {
  int lucky = 0;
  for (int trial = 0; trial < trials; ++trial) {
    arma::vec starts(tries);
    starts.imbue([&] { return random.uniform(0, 14); });
    const arma::vec ends = ends_on_x_sin_x(starts, rate);
    lucky += arma::any(arma::abs(ends - x_sin_x_minima.back()) < 0.01);
  }
  return double(lucky) / trials;
}

/// The share of the starts in (0, 14) from which small steps lead to the
/// lowest minimum: all beyond the top of the hill at 7.98.
inline constexpr double basin_share = (14 - 7.978665712413241) / 14;

/// Which of Himmelblau's minima (0 to 3) is at x; NaN if none is.
inline double number_of_minimum(const arma::vec& x) {
  for (arma::uword i = 0; i < himmelblau_minima.n_cols; ++i)
    if (arma::norm(x - himmelblau_minima.col(i)) < 0.01) return double(i);
  return arma::datum::nan;
}

/// For n x n starts in (-5, 5)^2: which of the four minima each ends at.
inline nn::Grid map_of_starts(double rate, arma::uword n) {
  const auto minimum_from = [rate](double x1, double x2) {
    return number_of_minimum(end_of_descent(
        himmelblau_gradient, arma::vec{x1, x2}, rate, /*most=*/500));
  };
  return nn::Grid::of(minimum_from, -5, 5, -5, 5, n);
}

/// The share of a map's starts that end at each minimum, and, last, of those
/// that end at none.
inline arma::vec shares(const nn::Grid& map) {
  arma::vec counts(5, arma::fill::zeros);
  for (double minimum : map.z)
    ++counts(std::isnan(minimum) ? 4 : arma::uword(minimum));
  return counts / double(map.z.n_elem);
}

/// The largest rate at which descent can settle at each of the four minima:
/// 2 / L, where L is the largest curvature there. Above it the steps grow.
inline arma::vec largest_rates() {
  arma::vec limits(4);
  for (arma::uword i = 0; i < 4; ++i)
    limits(i) = 2 / arma::eig_sym(numerical_hessian(himmelblau_gradient,
                                                    himmelblau_minima.col(i)))
                        .max();
  return limits;
}

}  // namespace chapter05
