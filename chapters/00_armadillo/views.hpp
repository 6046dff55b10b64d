/// Parts of a matrix that are not copies, and lazy evaluation.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter00 {

// #region slices
/// Doubles columns first ... last of x: a slice on the left-hand side of an
/// assignment is part of x itself.
inline void double_columns(arma::mat& x, arma::uword first, arma::uword last) {
  x.cols(first, last) *= 2;
}

/// Doubles a copy: a slice stored in a matrix no longer belongs to x.
inline arma::mat doubled_copy(const arma::mat& x, arma::uword first,
                              arma::uword last) {
  arma::mat copy = x.cols(first, last);
  copy *= 2;
  return copy;
}
// #endregion slices

// #region view
/// A matrix rows x cols whose numbers are those of `owner` from `first` on.
/// The two flags: do not copy the memory, and stay bound to it. The library
/// keeps all parameters of a model in one vector and gives each layer such a
/// view of its part.
inline arma::mat view_of(arma::vec& owner, arma::uword first, arma::uword rows,
                         arma::uword cols) {
  return arma::mat(owner.memptr() + first, rows, cols, false, true);
}
// #endregion view

/// A + B before and after A changes.
struct Waiting {
  arma::mat at_once;  ///< calculated before the change
  arma::mat later;    ///< written before the change, calculated after it
};

// #region lazy
/// `auto` keeps the expression A + B, not its result: it is evaluated when it
/// is assigned to a matrix, with the value A has then.
inline Waiting sum_then_change(arma::mat a, const arma::mat& b) {
  const auto formula = a + b;
  const arma::mat at_once = formula;
  a.zeros();
  return {at_once, formula};
}
// #endregion lazy

/// Is T a matrix with numbers of its own?
template <class T>
constexpr bool is_matrix = std::is_same_v<std::remove_cvref_t<T>, arma::mat>;

// #region alias
/// A matrix may appear on both sides: Armadillo notices and works on a copy.
/// Here columns 0 ... n-2 move one place to the right.
inline arma::mat moved_right(arma::mat x) {
  x.tail_cols(x.n_cols - 1) = x.head_cols(x.n_cols - 1);
  return x;
}

/// The same with a loop that runs in the wrong direction: each column is
/// overwritten before it is moved, so the first one ends up everywhere.
inline arma::mat moved_right_wrongly(arma::mat x) {
  for (arma::uword j = 1; j < x.n_cols; ++j)
    x.col(j) = x.col(j - 1);
  return x;
}
// #endregion alias

}  // namespace chapter00
