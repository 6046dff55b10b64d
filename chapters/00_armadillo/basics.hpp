/// Armadillo for this book: memory, elements, broadcasting, masks.
///
/// The matrices A, B and X are those of notes C, section 1, which uses NumPy.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter00 {

// #region matrices
/// Rows in braces; NumPy puts them in brackets.
inline arma::mat matrix_a() {
  return {{1, 2}, {3, 4}};
}
inline arma::rowvec row_b() {
  return {10, 20};
}
inline arma::mat matrix_x() {
  return {{51, 55}, {14, 19}, {0, 4}};
}
// #endregion matrices

// #region memory
/// The numbers as stored in memory: column by column.
template <class Real>
std::vector<Real> memory_of(const arma::Mat<Real>& x) {
  return {x.memptr(), x.memptr() + x.n_elem};
}

/// Row by row, like NumPy's flatten().
inline arma::rowvec row_by_row(const arma::mat& x) {
  return arma::vectorise(x, 1);
}
// #endregion memory

/// The processor fetches memory in cache lines of 64 bytes. How many of them
/// hold `count` numbers that are `stride` numbers apart?
template <class Real>
std::size_t cache_lines(std::size_t count, std::size_t stride) {
  std::size_t lines = 0, last = std::size_t(-1);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t line = i * stride * sizeof(Real) / 64;
    lines += line != last;
    last = line;
  }
  return lines;
}

// #region walk
/// The sum of all elements, down the columns or along the rows.
inline double sum_by_columns(const arma::fmat& x) {
  double sum = 0;
  for (arma::uword j = 0; j < x.n_cols; ++j)
    for (arma::uword i = 0; i < x.n_rows; ++i)
      sum += x(i, j);
  return sum;
}
inline double sum_by_rows(const arma::fmat& x) {
  double sum = 0;
  for (arma::uword i = 0; i < x.n_rows; ++i)
    for (arma::uword j = 0; j < x.n_cols; ++j)
      sum += x(i, j);
  return sum;
}
// #endregion walk

// #region broadcasting
/// NumPy's A * B with a row B: every row of A times B, element by element.
/// `%` is that product; `*` is the matrix product.
inline arma::mat each_row_times(arma::mat a, const arma::rowvec& b) {
  a.each_row() %= b;
  return a;
}

/// Adds one bias vector to every sample: the most common broadcast of this
/// book. y: neurons x samples, bias: neurons x 1.
inline arma::mat with_bias(arma::mat y, const arma::vec& bias) {
  y.each_col() += bias;
  return y;
}
// #endregion broadcasting

// #region masks
/// X[X > limit]: the elements above the limit, in memory order.
inline arma::vec above(const arma::mat& x, double limit) {
  return x.elem(arma::find(x > limit));
}

/// 1 where x is above 0, else 0, as numbers to calculate with.
inline arma::mat mask_of_positive(const arma::mat& x) {
  return arma::conv_to<arma::mat>::from(x > 0);
}

/// Negative elements become 0: by a mask, and element by element.
inline arma::mat relu_by_mask(const arma::mat& x) {
  return x % mask_of_positive(x);
}
inline arma::mat relu_by_loop(arma::mat x) {
  for (double& value : x)
    if (value < 0) value = 0;
  return x;
}
// #endregion masks

}  // namespace chapter00
