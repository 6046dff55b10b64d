/// Dropout as a loop. Chapter 7; notes C6.5.
/// Srivastava et al., "Dropout", JMLR 15, 2014 (the inverted form).
#pragma once

#include "nn/support/armadillo.hpp"
#include "nn/support/random.hpp"

namespace nn {

/// Which random numbers a dropout layer uses: the same for the same layer,
/// step and sample, whoever computes them.
struct DropoutStream {
  std::uint64_t seed = 0;
  std::uint32_t layer = 0;
  std::uint32_t step = 0;
};

/// Four random words decide on features 4 block … 4 block + 3 of a sample.
inline std::array<std::uint32_t, 4> dropout_bits(const DropoutStream& stream,
                                                 std::size_t sample,
                                                 std::size_t block) {
  return philox(
      {static_cast<std::uint32_t>(block), static_cast<std::uint32_t>(sample),
       stream.step,
       (static_cast<std::uint32_t>(Stream::dropout) << 24) | stream.layer},
      {static_cast<std::uint32_t>(stream.seed),
       static_cast<std::uint32_t>(stream.seed >> 32)});
}

/// A number is dropped when its random word is below this.
inline std::uint32_t dropout_threshold(double probability) {
  return static_cast<std::uint32_t>(probability * 0x1p32);
}

namespace reference {

template <class Real>
struct Dropout {
  using Matrix = arma::Mat<Real>;

  // #region dropout
  /// y = x / (1 - p) with probability 1 - p, else 0: the mean stays the same,
  /// so that nothing need be done in evaluation. The first column of x is
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
