/// L1: after each step down the loss, every weight moves toward 0.
/// Source: notes B and D1.4.3.
#pragma once

#include "penalty.hpp"

namespace chapter04 {

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

}  // namespace chapter04
