/// Penalties on the weights: L2 makes them small, L1 makes them zero.
/// Source: notes B and D1.4.3 (which says it of L2).
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/random.hpp"

namespace chapter04 {

/// A mean squared error as a function of the weights:
/// w^T H w - 2 c^T w + constant, with H = X X^T / n and c = X y^T / n.
struct Quadratic {
  arma::mat h;
  arma::vec c;

  arma::vec gradient(const arma::vec& w) const { return 2 * (h * w - c); }
  /// The largest second derivative.
  double curvature() const { return 2 * arma::eig_sym(h).max(); }
};

/// Samples with twelve inputs, only three of which matter.
struct SparseTask {
  arma::vec truth;      ///< 12 x 1; nine are 0
  arma::mat x, x_test;  ///< 12 x 30, 12 x 2000
  arma::rowvec y, y_test;

  Quadratic loss() const {
    const double n = double(x.n_cols);
    return {x * x.t() / n, x * y.t() / n};
  }
  double test_error(const arma::vec& w) const {
    return arma::mean(arma::square(w.t() * x_test - y_test));
  }
};

/// Normal inputs, y = truth^T x + noise of standard deviation 1/2.
inline SparseTask sparse_task(std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 4);
  SparseTask task;
  task.truth.zeros(12);
  task.truth(0) = 2;
  task.truth(3) = -1.5;
  task.truth(7) = 1;
  const auto draw = [&](arma::mat& x, arma::rowvec& y, arma::uword n) {
    x.set_size(12, n);
    for (double& value : x)
      value = random.normal();
    y = task.truth.t() * x;
    for (double& value : y)
      value += 0.5 * random.normal();
  };
  draw(task.x, task.y, 30);
  draw(task.x_test, task.y_test, 2000);
  return task;
}

/// Minimizes loss + lambda * sum w^2. The slope of w^2 is 2w and fades with w,
/// so removing the last bit of a weight never pays.
inline arma::vec ridge(const Quadratic& loss, double lambda) {
  const arma::mat h = loss.h + lambda * arma::eye(arma::size(loss.h));
  return arma::solve(h, loss.c);
}

// #region soft-threshold
/// Every weight moves by t toward 0 and stops there.
template <class Matrix>
Matrix soft_threshold(const Matrix& w, typename Matrix::elem_type t) {
  return arma::sign(w) % arma::clamp(arma::abs(w) - t, 0, arma::abs(w).max());
}

/// Minimizes loss + lambda * sum |w|: a step down the loss, then the penalty's
/// own step (proximal gradient descent; Daubechies, Defrise, De Mol, 2004).
/// The slope of |w| stays 1 all the way to 0: a weight that the loss does not
/// pull harder than lambda stays exactly 0.
inline arma::vec lasso(const Quadratic& loss, double lambda) {
  const double rate = 1 / loss.curvature();
  arma::vec w(loss.c.n_elem, arma::fill::zeros), before;
  do {
    before = w;
    w = soft_threshold(arma::vec(w - rate * loss.gradient(w)), rate * lambda);
  } while (arma::abs(w - before).max() > 1e-13);
  return w;
}
// #endregion soft-threshold

/// The same by plain descent with the slope sign(w): near 0 each step jumps
/// to the other side, so no weight ever becomes 0.
inline arma::vec lasso_by_subgradient(const Quadratic& loss, double lambda,
                                      int steps) {
  arma::vec w(loss.c.n_elem, arma::fill::zeros);
  for (int i = 0; i < steps; ++i)
    w -= 0.05 * (loss.gradient(w) + lambda * arma::sign(w));
  return w;
}

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
inline Quadratic tilted_bowl() {
  const arma::mat h{{1.0, 0.3}, {0.3, 0.6}};
  return {h, h * arma::vec{0.3, 1.6}};
}

}  // namespace chapter04
