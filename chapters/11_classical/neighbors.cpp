#include "neighbors.hpp"

#include <algorithm>
#include <numeric>

#include "nn/core/error.hpp"

#include "samples.hpp"

namespace chapter11 {

// #region distances
arma::mat squared_distances_by_definition(const arma::mat& a,
                                          const arma::mat& b) {
  arma::mat squared(a.n_cols, b.n_cols, arma::fill::zeros);
  for (arma::uword j = 0; j < b.n_cols; ++j)
    for (arma::uword i = 0; i < a.n_cols; ++i)
      for (arma::uword f = 0; f < a.n_rows; ++f) {
        const double d = a(f, i) - b(f, j);
        squared(i, j) += d * d;
      }
  return squared;
}

arma::mat squared_distances(const arma::mat& a, const arma::mat& b) {
  arma::mat squared = -2 * a.t() * b;
  squared.each_col() += arma::sum(arma::square(a), 0).t();
  squared.each_row() += arma::sum(arma::square(b), 0);
  return arma::clamp(squared, 0, arma::datum::inf);
}
// #endregion distances

// #region nearest
Neighbors smallest(const arma::mat& squared, arma::uword k) {
  if (k < 1 || k > squared.n_rows)
    throw nn::UsageError(fmt::format(
        "{} neighbors of {} samples: expected 1 to {}; choose another k", k,
        squared.n_rows, squared.n_rows));
  Neighbors found{arma::umat(k, squared.n_cols), arma::mat(k, squared.n_cols)};
  std::vector<arma::uword> order(squared.n_rows);
  for (arma::uword j = 0; j < squared.n_cols; ++j) {
    const auto nearer = [&](arma::uword a, arma::uword b) {
      const double da = squared(a, j), db = squared(b, j);
      return da < db || (da == db && a < b);
    };
    std::iota(order.begin(), order.end(), arma::uword{0});
    std::partial_sort(order.begin(), order.begin() + long(k), order.end(),
                      nearer);
    for (arma::uword i = 0; i < k; ++i) {
      found.index(i, j) = order[i];
      found.squared(i, j) = squared(order[i], j);
    }
  }
  return found;
}

Neighbors nearest(const arma::mat& train, const arma::mat& queries,
                  arma::uword k) {
  return smallest(squared_distances(train, queries), k);
}
// #endregion nearest

// #region vote
arma::uvec vote(const Neighbors& neighbors, arma::uword k,
                const arma::uvec& labels) {
  const arma::uword classes = labels.max() + 1;
  arma::uvec winners(neighbors.index.n_cols);
  for (arma::uword j = 0; j < winners.n_elem; ++j) {
    arma::uvec votes(classes, arma::fill::zeros);
    for (arma::uword i = 0; i < k; ++i)
      ++votes(labels(neighbors.index(i, j)));
    winners(j) = votes.index_max();  // the first of equals
  }
  return winners;
}
// #endregion vote

// #region leave-one-out
arma::vec leave_one_out(const arma::mat& samples, const arma::uvec& labels,
                        arma::uword most) {
  arma::mat squared = squared_distances(samples, samples);
  squared.diag().fill(arma::datum::inf);  // nobody votes for himself
  const Neighbors neighbors = smallest(squared, most);
  arma::vec error(most);
  for (arma::uword k = 1; k <= most; ++k)
    error(k - 1) = error_rate(vote(neighbors, k, labels), labels);
  return error;
}
// #endregion leave-one-out

}  // namespace chapter11
