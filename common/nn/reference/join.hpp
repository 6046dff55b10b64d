/// Joining what several layers give, as formulas. Chapter 15; notes C8.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/shape.hpp"

namespace nn::reference {

template <class Real>
struct Join {
  using Matrix = arma::Mat<Real>;

  /// y = a + b; y may be a or b.
  static void add(const Matrix& a, const Matrix& b, Matrix& y) { y = a + b; }

  static void clear(Matrix& y) { y.zeros(); }

  /// Writes x, images with slice.count channels, to those channels of y.
  static void insert_channels(const Matrix& x, const ChannelSlice& slice,
                              Matrix& y) {
    Matrix all = arma::reshape(y, slice.of, y.n_elem / slice.of);
    all.rows(rows(slice)) =
        arma::reshape(x, slice.count, x.n_elem / slice.count);
    y = arma::reshape(all, y.n_rows, y.n_cols);
  }

  /// Reads them back.
  static void extract_channels(const Matrix& y, const ChannelSlice& slice,
                               Matrix& x) {
    const Matrix all = arma::reshape(y, slice.of, y.n_elem / slice.of);
    const Matrix part = all.rows(rows(slice));
    x = arma::reshape(part, x.n_rows, x.n_cols);
  }

 private:
  static arma::span rows(const ChannelSlice& slice) {
    return arma::span(slice.first, slice.first + slice.count - 1);
  }
};

}  // namespace nn::reference
