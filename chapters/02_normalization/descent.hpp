/// Gradient descent on least squares: how many steps it takes is known before
/// the first one.
///
/// The loss of a linear model is a bowl, L(w) = |w X - y|^2 / 2n, and its
/// curvature X X^T / n is the same everywhere. Along an eigenvector with
/// eigenvalue c, a step at rate r multiplies the distance to the lowest point
/// by 1 - r c. So r must stay below 2 / c for the largest c, and the smallest
/// c decides how long it takes.
/// Source: Nesterov, "Introductory Lectures on Convex Optimization", 2004,
/// theorem 2.1.15; notes A, "normalization".
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter02 {

// #region least-squares
/// Samples (columns of x) and what a linear model w x shall give for them.
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

  /// The lowest point, in one go.
  arma::rowvec best() const { return arma::solve(x.t(), y.t()).t(); }
};
// #endregion least-squares

// #region condition
/// What the curvature says about gradient descent.
struct Condition {
  double smallest, largest;  ///< eigenvalues of the curvature

  double number() const { return largest / smallest; }
  /// At this rate and above it descent diverges.
  double limit() const { return 2 / largest; }
  /// The rate with the best guarantee, just below the limit.
  double best_rate() const { return 2 / (smallest + largest); }
  /// At the best rate, what a step leaves of every distance, at most.
  double factor() const { return (largest - smallest) / (largest + smallest); }
  /// Steps after which the loss is as near to its minimum as `goal` times
  /// where it began, from any start.
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

/// When to stop, and whether to keep the way.
struct Goal {
  double minimum = 0;  ///< the loss at the lowest point
  double part = 1e-6;  ///< of the first excess over it
  long most = 2'000'000;
  bool keep_path = false;
};

/// What a descent came to.
struct Descent {
  long steps = 0;
  bool reached = false;
  arma::rowvec weights;
  arma::mat path;  ///< features x (steps + 1), if it was to be kept
};

// #region descend
/// Walks from w = 0 until the loss is as near to the minimum as the goal says.
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

/// The loss after `steps` steps from w = 0; infinite once it has run away.
inline double loss_after(const LeastSquares& problem, double rate, int steps) {
  arma::rowvec w(problem.x.n_rows, arma::fill::zeros);
  for (int i = 0; i < steps; ++i)
    w -= rate * problem.gradient(w);
  return problem.loss(w);
}

}  // namespace chapter02
