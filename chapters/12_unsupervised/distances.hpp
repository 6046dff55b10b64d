/// Squared distances between the columns of two matrices.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter12 {

// #region distances
/// |a_i - b_j|^2 = |a_i|^2 + |b_j|^2 - 2 a_i . b_j: all of them with one matrix
/// product. Returns (columns of a) x (columns of b).
inline arma::mat squared_distances(const arma::mat& a, const arma::mat& b) {
  arma::mat d = -2 * a.t() * b;
  d.each_col() += arma::sum(arma::square(a), 0).t();
  d.each_row() += arma::sum(arma::square(b), 0);
  return arma::clamp(d, 0, arma::datum::inf);  // rounding may fall below 0
}
// #endregion distances

}  // namespace chapter12
