/// Where the gradient is zero: minima, maxima, saddle points. Notes B, E.
#pragma once

#include "nn/core/random.hpp"

#include "functions.hpp"

namespace chapter05 {

enum class Kind { minimum, maximum, saddle, flat };

const char* name_of(Kind kind);

/// The second derivatives at x: how the gradient changes along each axis.
arma::mat numerical_hessian(const Gradient& gradient, const arma::vec& x,
                            double h = 1e-4);

/// Curved upward along all axes of H: a minimum; downward: a maximum; mixed:
/// a saddle. An axis without curvature leaves it undecided.
Kind kind_of(const arma::mat& H);

/// Shares of the kinds among random symmetric matrices.
struct Shares {
  double minimum = 0, maximum = 0, saddle = 0;
};

/// If second derivatives were random: H symmetric, entries normal (variance 2
/// on the diagonal, 1 off it), of size n x n.
Shares random_critical_points(arma::uword n, int count, nn::Random& random);

/// How noisy the gradients at the saddle are: their standard deviation.
inline constexpr double saddle_noise = 0.05;

/// Descent with a noisy gradient, like one estimated from a few samples.
/// n x (steps + 1)
arma::mat noisy_descend(const Gradient& gradient, const arma::vec& x,
                        double rate, int steps, double noise,
                        nn::Random& random);

}  // namespace chapter05
