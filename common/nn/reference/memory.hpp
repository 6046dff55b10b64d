/// Memory and threads of the reference backend: Armadillo, one thread.
#pragma once

#include <span>
#include <vector>

#include "nn/core/armadillo.hpp"
#include "nn/core/buffer.hpp"
#include "nn/core/label_range.hpp"
#include "nn/core/parallel.hpp"
#include "nn/reference/step.hpp"

namespace nn::reference {

/// Matrices in main memory: what Reference and Cpu have in common.
template <class R>
struct Memory {
  using Real = R;
  using Buffer = nn::Buffer<Real>;
  using Matrix = arma::Mat<Real>;
  using Bytes = std::vector<std::uint8_t>;
  using Labels = std::span<const std::int32_t>;
  using Scalar = double;
  using Count = std::size_t;
  using Feed = reference::Feed<Real>;
  using Steps = reference::Steps;
  using Results = reference::Results;

  /// `rows` x `cols` numbers of `buffer` from `offset` on, without a copy.
  static Matrix view(Buffer& buffer, std::size_t offset, std::size_t rows,
                     std::size_t cols) {
    return Matrix(buffer.data() + offset, rows, cols, false, true);
  }
  /// The samples `range` of x, without a copy: columns lie side by side.
  static Matrix columns(const Matrix& x, Range range) {
    auto* first = const_cast<Real*>(x.memptr()) + range.begin * x.n_rows;
    return Matrix(first, x.n_rows, range.size(), false, true);
  }
  /// x = host, in this backend's precision; both have the same size.
  static void from_host(const arma::fmat& host, Matrix& x) {
    x = arma::conv_to<Matrix>::from(host);
  }
  static arma::fmat to_host(const Matrix& x) {
    return arma::conv_to<arma::fmat>::from(x);
  }
  static LabelRange range_of(const Labels& labels) {
    return label_range(labels);
  }
  /// A column of zeros for each label, with a 1 at its row.
  static void one_hot(const Labels& labels, Matrix& out) {
    out.zeros();
    for (std::size_t j = 0; j < labels.size(); ++j)
      out(static_cast<arma::uword>(labels[j]), j) = 1;
  }
};

/// One thread: the worker that does everything.
struct OneThread {
  static constexpr bool fuses_layers = false;  // one formula after the other
  static constexpr bool fuses_pooling = false;
  static constexpr std::size_t few_samples = 1;
  static int threads() { return 1; }
  static std::size_t fed_by(double /*work*/) { return 1; }
  template <class F>
  static void parallel(F&& f, std::size_t /*most*/ = 1) {
    f(Worker{0, 1});
  }
};

}  // namespace nn::reference
