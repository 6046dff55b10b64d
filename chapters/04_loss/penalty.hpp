/// Penalties on the weights: L2 makes them small, L1 makes them zero.
/// lasso.hpp has the descent for L1.
/// Source: notes B and D1.4.3 (which says it of L2).
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter04 {

/// A mean squared error as a function of the weights:
/// w^T H w - 2 c^T w + constant, with H = X X^T / n and c = X y^T / n.
struct Quadratic {
  arma::mat h;
  arma::vec c;

  arma::vec gradient(const arma::vec& w) const;
  /// The largest second derivative.
  double curvature() const;
};

/// Samples with twelve inputs, only three of which matter.
struct SparseTask {
  arma::vec truth;      ///< 12 x 1; nine are 0
  arma::mat x, x_test;  ///< 12 x 30, 12 x 2000
  arma::rowvec y, y_test;

  Quadratic loss() const;
  double test_error(const arma::vec& w) const;
};

/// Normal inputs, y = truth^T x + noise of standard deviation 1/2.
SparseTask sparse_task(std::uint64_t seed);

/// Minimizes loss + lambda * sum w^2. The slope of w^2 is 2w and fades with w,
/// so removing the last bit of a weight never pays.
arma::vec ridge(const Quadratic& loss, double lambda);

/// The same by plain descent with the slope sign(w): near 0 each step jumps
/// to the other side, so no weight ever becomes 0.
arma::vec lasso_by_subgradient(const Quadratic& loss, double lambda, int steps);

/// How many are exactly 0, not just small.
template <class Matrix>
arma::uword zeros_in(const Matrix& w) {
  return arma::accu(w == 0);
}

/// The weights for every penalty: one column each.
template <class Fit>
arma::mat weights_over(const Quadratic& loss, const arma::vec& lambdas,
                       const Fit& fit) {
  arma::mat path(loss.c.n_elem, lambdas.n_elem);
  for (arma::uword i = 0; i < lambdas.n_elem; ++i)
    path.col(i) = fit(loss, lambdas(i));
  return path;
}

/// A loss of two weights with its minimum at (0.3, 1.6), a tilted bowl.
Quadratic tilted_bowl();

}  // namespace chapter04
