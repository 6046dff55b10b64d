/// The singular value decomposition M = U Sigma V': from nothing, and what it
/// gives back.
///
/// Source: Hestenes, "Inversion of matrices by biorthogonalization and related
/// results", Journal of the SIAM 6, 1958 (the rotations); Eckart and Young,
/// "The approximation of one matrix by another of lower rank", Psychometrika 1,
/// 1936 (the best matrix of rank k).
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter12 {

/// U (rows x r) and V (columns x r) with columns of length 1 at right angles to
/// each other, and r singular values, largest first; r = min(rows, columns).
struct Svd {
  arma::mat u;
  arma::vec values;
  arma::mat v;

  /// U Sigma V' with the first `rank` singular values; all by default.
  arma::mat product(arma::uword rank = arma::uword(-1)) const;
  /// U Sigma V, the misprint. A UsageError if the sizes do not even fit.
  arma::mat misprinted() const;
  /// The share of the sum of squares that the first `rank` values hold.
  double energy(arma::uword rank) const;
};

/// Turns pairs of columns until all are at right angles to each other.
Svd svd_by_rotations(const arma::mat& m);

/// LAPACK's, through Armadillo.
Svd svd_by_lapack(const arma::mat& m);

}  // namespace chapter12
