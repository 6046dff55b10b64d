/// Memory of the CUDA backend. Same file in reference/: main memory.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/parallel.hpp"
#include "nn/cuda/matrix.hpp"

namespace nn::cuda {

struct Memory {
  using Real = float;
  using Buffer = cuda::Buffer;
  using Bytes = Array<std::uint8_t>;
  using Matrix = cuda::Matrix;
  using Labels = cuda::Labels;
  using Scalar = cuda::Scalar;
  using Count = cuda::Count;

  static Matrix view(Buffer& buffer, std::size_t offset, std::size_t rows,
                     std::size_t cols) {
    return {buffer.data() + offset, rows, cols};
  }
  static Matrix columns(const Matrix& x, Range range) {
    auto* first = const_cast<float*>(x.data()) + range.begin * x.n_rows;
    return {first, x.n_rows, range.size()};
  }
  /// x = host, which may be gone by the time the numbers arrive: they are
  /// copied to pinned memory first. ShapeError if the sizes differ.
  static void from_host(const arma::fmat& host, Matrix& x);
  /// Waits for all earlier work.
  static arma::fmat to_host(const Matrix& x);
};

/// For the host there is one worker with all samples at once: the device
/// divides the work.
struct OneThread {
  static constexpr bool fuses_layers = true;
  static constexpr bool fuses_pooling = false;
  static constexpr std::size_t few_samples = std::size_t{1} << 30;
  static int threads() { return 1; }
  static std::size_t fed_by(double /*work*/) { return 1; }
  template <class F>
  static void parallel(F&& f, std::size_t /*most*/ = 1) {
    f(Worker{0, 1});
  }
};

}  // namespace nn::cuda
