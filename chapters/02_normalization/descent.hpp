/// Gradient descent on least squares: the number of steps is known before the
/// first one.
///
/// The loss of a linear model is a bowl, L(w) = |w X - y|^2 / 2n, and its
/// curvature X X^T / n is the same everywhere. Along an eigenvector with
/// eigenvalue c, a step at rate r multiplies the distance to the lowest point
/// by 1 - r c. So r must stay below 2 / c for the largest c, and the smallest
/// c determines how long it takes.
/// Source: Nesterov, "Introductory Lectures on Convex Optimization", 2004,
/// theorem 2.1.15; notes A, "normalization".
#pragma once

#include "nn/core/armadillo.hpp"

#include "least_squares.hpp"

namespace chapter02 {

// #region condition
/// What the curvature says about gradient descent.
struct Condition {
  double smallest, largest;  ///< eigenvalues of the curvature

  double number() const { return largest / smallest; }
  /// At this rate and above, descent does not converge.
  double limit() const { return 2 / largest; }
  /// The rate with the best guarantee, just below the limit.
  double best_rate() const { return 2 / (smallest + largest); }
  /// At the best rate, a step leaves at most this fraction of every distance.
  double factor() const { return (largest - smallest) / (largest + smallest); }
  /// Steps after which the loss's excess over its minimum is at most `goal`
  /// times the initial excess, from any start.
  double steps(double goal) const {
    if (factor() < 1e-12) return 1;
    return std::ceil(std::log(goal) / (2 * std::log(factor())));
  }
};

inline Condition condition_of(const LeastSquares& problem) {
  const arma::vec c = arma::eig_sym(problem.curvature());
  return {c.front(), c.back()};
}
// #endregion condition

/// When to stop, and whether to keep the path.
struct Goal {
  double minimum = 0;  ///< the loss at the lowest point
  double part = 1e-6;  ///< fraction of the initial excess over it
  long most = 2'000'000;
  bool keep_path = false;
};

/// The result of a descent.
struct Descent {
  long steps = 0;
  bool reached = false;
  arma::rowvec weights;
  arma::mat path;  ///< features x (steps + 1), if requested
};

/// Descends from w = 0 until the loss is as close to the minimum as required.
Descent descend(const LeastSquares& problem, double rate, const Goal& goal);

/// The loss after `steps` steps from w = 0; infinite once it has diverged.
double loss_after(const LeastSquares& problem, double rate, int steps);

}  // namespace chapter02
