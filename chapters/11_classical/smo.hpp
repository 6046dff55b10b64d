/// The dual problem of the support vector machine, two multipliers at a time:
/// sequential minimal optimization. Source: Platt 1998; the choice of the two
/// is that of LIBSVM (Fan, Chen and Lin 2005).
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter11 {

/// What solve_dual() stops at.
struct SmoSettings {
  double C = 1;             ///< the price of a shortfall
  double tolerance = 1e-3;  ///< of the largest violation; LIBSVM's default
  arma::uword most_steps = 10'000'000;
};

/// The multipliers of n samples, and where the plane lies.
struct Dual {
  arma::vec alpha;        ///< n: 0 … C
  double bias = 0;        ///< b of sum alpha_i y_i k(x_i, x) + b
  double objective = 0;   ///< 1/2 a'Qa - sum a, which is minimized
  double violation = 0;   ///< what is left of m(a) - M(a)
  arma::uword steps = 0;  ///< pairs that were changed
};

/// The two multipliers of a step, and what they may become.
struct Pair {
  double first = 0, second = 0;
};

/// Minimizes along the line on which y_i a_i + y_j a_j stays the same, then
/// goes back into the square [0, C] x [0, C]. `slope` > 0 is the
/// violation, `curvature` > 0 is K_ii + K_jj - 2 K_ij, and y are the labels.
Pair step_in_the_square(Pair alpha, double yi, double yj, double slope,
                        double curvature, double C);

/// K: n x n, positive semidefinite; y: n labels, +1 or -1, both present.
/// nn::UsageError if they are not, nn::Error after most_steps.
Dual solve_dual(const arma::mat& K, const arma::vec& y,
                const SmoSettings& settings);

}  // namespace chapter11
