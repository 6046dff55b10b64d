#include "penalty.hpp"

#include "nn/core/random.hpp"

namespace chapter04 {

arma::vec Quadratic::gradient(const arma::vec& w) const {
  return 2 * (h * w - c);
}

double Quadratic::curvature() const {
  return 2 * arma::eig_sym(h).max();
}

Quadratic SparseTask::loss() const {
  const double n = double(x.n_cols);
  return {x * x.t() / n, x * y.t() / n};
}

double SparseTask::test_error(const arma::vec& w) const {
  return arma::mean(arma::square(w.t() * x_test - y_test));
}

SparseTask sparse_task(std::uint64_t seed) {
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

arma::vec ridge(const Quadratic& loss, double lambda) {
  const arma::mat h = loss.h + lambda * arma::eye(arma::size(loss.h));
  return arma::solve(h, loss.c);
}

arma::vec lasso_by_subgradient(const Quadratic& loss, double lambda,
                               int steps) {
  arma::vec w(loss.c.n_elem, arma::fill::zeros);
  for (int i = 0; i < steps; ++i)
    w -= 0.05 * (loss.gradient(w) + lambda * arma::sign(w));
  return w;
}

Quadratic tilted_bowl() {
  const arma::mat h{{1.0, 0.3}, {0.3, 0.6}};
  return {h, h * arma::vec{0.3, 1.6}};
}

}  // namespace chapter04
