/// Convolution on the device. Same file in reference/: the formulas.
#pragma once

#include "nn/core/parallel.hpp"
#include "nn/core/window.hpp"
#include "nn/cuda/matrix.hpp"

namespace nn::cuda {

/// Patches of many samples side by side (im2col), then one matrix product on
/// cuBLAS; or, if Settings::direct_convolution asks for it, our own kernel.
/// Samples are taken in groups whose patches fit into 64 MB.
class Convolution {
 public:
  explicit Convolution(const WindowedShape& shape = {}) : shape_(shape) {}

  void reserve(std::size_t /*workers*/) {}
  void prepare_forward(const Matrix& /*W*/, Worker) {}

  void forward(const Matrix& W, const Matrix& b, const Matrix& x, Matrix& y,
               bool relu, Worker);
  void prepare_backward(const Matrix& W, Worker);
  void backward(const Matrix& W, const Matrix& x, const Matrix& y,
                const Matrix& dy, Matrix* dx, bool relu, Worker, BatchPlace);
  void gradients(Matrix& dW, Matrix& db, Worker) const;

 private:
  /// Samples whose patches are made at a time.
  std::size_t at_a_time() const;
  std::size_t patch() const {
    return shape_.window.taps() * shape_.in.channels;
  }

  WindowedShape shape_;
  mutable Buffer dW_, db_;  // summed over the samples so far
};

}  // namespace nn::cuda
