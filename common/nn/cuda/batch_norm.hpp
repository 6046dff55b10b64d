/// Batch normalization on the device. Same file in reference/: the formulas.
#pragma once

#include "nn/core/parallel.hpp"
#include "nn/cuda/matrix.hpp"

namespace nn::cuda {

/// See reference::BatchNorm; the running mean and variance are device memory.
class BatchNorm {
 public:
  explicit BatchNorm(std::size_t channels = 0) : channels_(channels) {}

  void reserve();

  void train(const Matrix& x, const Matrix& scale, const Matrix& shift,
             Matrix& y, float* running_mean, float* running_variance,
             double momentum, double epsilon);
  void evaluate(const Matrix& x, const Matrix& scale, const Matrix& shift,
                Matrix& y, const float* running_mean,
                const float* running_variance, double epsilon) const;
  void backward(const Matrix& x, const Matrix& scale, const Matrix& dy,
                Matrix* dx);
  void gradients(Matrix& dscale, Matrix& dshift, Worker) const;

 private:
  std::size_t channels_;
  Buffer mean_, inverse_deviation_;  // of the last batch
  mutable Buffer dscale_, dshift_;
};

}  // namespace nn::cuda
