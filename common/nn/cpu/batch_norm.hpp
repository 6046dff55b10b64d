/// Batch normalization over all threads. Same file in reference/: the
/// formulas.
#pragma once

#include "nn/support/armadillo.hpp"
#include "nn/support/buffer.hpp"
#include "nn/support/parallel.hpp"

namespace nn::cpu {

/// train() and backward() are called by every worker with the whole batch:
/// each sums over its own samples, waits for the others, and writes its own
/// samples. See reference::BatchNorm.
class BatchNorm {
 public:
  explicit BatchNorm(std::size_t channels = 0) : channels_(channels) {}

  void reserve(std::size_t workers);

  void train(const arma::fmat& x, const arma::fmat& scale,
             const arma::fmat& shift, arma::fmat& y, float* running_mean,
             float* running_variance, double momentum, double epsilon,
             Worker worker);
  void evaluate(const arma::fmat& x, const arma::fmat& scale,
                const arma::fmat& shift, arma::fmat& y,
                const float* running_mean, const float* running_variance,
                double epsilon) const;
  void backward(const arma::fmat& x, const arma::fmat& scale,
                const arma::fmat& dy, arma::fmat* dx, Worker worker);
  void gradients(arma::fmat& dscale, arma::fmat& dshift, Worker worker) const;

 private:
  /// Two sums a channel over one worker's samples: over each sample in float,
  /// over the samples in double.
  struct Sums {
    Buffer<float> sample_a, sample_b;
    Buffer<double> a, b;
  };
  /// What a worker needs to write its samples: y = factor x + offset, or
  /// dx = factor dy + slope x + offset.
  struct Affine {
    Buffer<float> factor, slope, offset;
  };

  template <class F>
  void add_up(const arma::fmat& x, Worker worker, F&& f);
  double total_a(std::size_t channel, std::size_t workers) const;
  double total_b(std::size_t channel, std::size_t workers) const;

  std::size_t channels_;
  std::vector<Sums> sums_;
  std::vector<Affine> affine_;
  Buffer<float> mean_, inverse_deviation_;  // of the last batch
  Buffer<float> dscale_, dshift_;
};

}  // namespace nn::cpu
