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

namespace chapter02 {

// #region least-squares
/// Samples (columns of x) and the targets of a linear model w x.
struct LeastSquares {
  arma::mat x;     ///< features x samples
  arma::rowvec y;  ///< 1 x samples

  /// Half the mean squared error of the weights w (1 x features).
  double loss(const arma::rowvec& w) const {
    return arma::mean(arma::square(w * x - y)) / 2;
  }
  arma::rowvec gradient(const arma::rowvec& w) const {
    return (w * x - y) * x.t() / double(x.n_cols);
  }
  /// The second derivatives, features x features.
  arma::mat curvature() const { return x * x.t() / double(x.n_cols); }

  /// The minimum, solved for directly.
  arma::rowvec best() const { return arma::solve(x.t(), y.t()).t(); }
};
// #endregion least-squares

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

// #region descend
/// Descends from w = 0 until the loss is as close to the minimum as required.
inline Descent descend(const LeastSquares& problem, double rate,
                       const Goal& goal) {
  Descent way;
  arma::rowvec w(problem.x.n_rows, arma::fill::zeros);
  const double first = problem.loss(w) - goal.minimum;
  for (; way.steps < goal.most; ++way.steps) {
    if (goal.keep_path) way.path.insert_cols(way.path.n_cols, w.t());
    const double excess = problem.loss(w) - goal.minimum;
    way.reached = excess <= goal.part * first;
    if (way.reached || !std::isfinite(excess)) break;
    w -= rate * problem.gradient(w);
  }
  way.weights = w;
  return way;
}
// #endregion descend

/// The loss after `steps` steps from w = 0; infinite once it has diverged.
inline double loss_after(const LeastSquares& problem, double rate, int steps) {
  arma::rowvec w(problem.x.n_rows, arma::fill::zeros);
  for (int i = 0; i < steps; ++i)
    w -= rate * problem.gradient(w);
  return problem.loss(w);
}

}  // namespace chapter02
