/// Dropout as a loop. Chapter 7; notes C6.5.
/// Srivastava et al., "Dropout", JMLR 15, 2014 (the inverted form).
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/dropout_stream.hpp"

namespace nn {

namespace reference {

template <class Real>
struct Dropout {
  using Matrix = arma::Mat<Real>;

  // #region dropout
  /// y = x / (1 - p) with probability 1 - p, else 0: the mean stays the same,
  /// so there is nothing to do in evaluation. The first column of x is
  /// sample `first` of the batch. The gradient is the same function of dy.
  static void dropout(const Matrix& x, double probability,
                      const DropoutStream& stream, std::size_t first,
                      Matrix& y) {
    const std::uint32_t threshold = dropout_threshold(probability);
    const auto scale = static_cast<Real>(1 / (1 - probability));
    for (arma::uword j = 0; j < x.n_cols; ++j)
      for (arma::uword i = 0; i < x.n_rows; ++i) {
        const auto bits = dropout_bits(stream, first + j, i / 4);
        y(i, j) = bits[i % 4] < threshold ? 0 : scale * x(i, j);
      }
  }
  // #endregion dropout
};

}  // namespace reference
}  // namespace nn
