#include "descent.hpp"

namespace chapter02 {

// #region descend
/// Descends from w = 0 until the loss is as close to the minimum as required.
Descent descend(const LeastSquares& problem, double rate, const Goal& goal) {
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

double loss_after(const LeastSquares& problem, double rate, int steps) {
  arma::rowvec w(problem.x.n_rows, arma::fill::zeros);
  for (int i = 0; i < steps; ++i)
    w -= rate * problem.gradient(w);
  return problem.loss(w);
}

}  // namespace chapter02
