/// Batch normalization over all threads. Same file in reference/: the
/// formulas.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/buffer.hpp"
#include "nn/core/sums.hpp"

namespace nn::cpu {

/// train() and backward() divide the parts of the batch among the threads:
/// each worker first sums over its own and, once all sums are there, writes
/// its own samples. See reference::BatchNorm.
class BatchNorm {
 public:
  explicit BatchNorm(std::size_t channels = 0) : channels_(channels) {}

  void reserve();

  void train(const arma::fmat& x, const arma::fmat& scale,
             const arma::fmat& shift, arma::fmat& y, float* running_mean,
             float* running_variance, double momentum, double epsilon);
  void evaluate(const arma::fmat& x, const arma::fmat& scale,
                const arma::fmat& shift, arma::fmat& y,
                const float* running_mean, const float* running_variance,
                double epsilon) const;
  void backward(const arma::fmat& x, const arma::fmat& scale,
                const arma::fmat& dy, arma::fmat* dx);
  void gradients(arma::fmat& dscale, arma::fmat& dshift, Worker worker) const;

 private:
  /// Two sums per channel over one part of the samples.
  struct Sums {
    Buffer<double> a, b;

    void operator+=(const Sums& other) {
      for (std::size_t c = 0; c < a.size(); ++c) {
        a[c] += other.a[c];
        b[c] += other.b[c];
      }
    }
  };

  template <class F>
  void add_up(const arma::fmat& x, F&& f);
  template <class F>
  void for_each_pixel(const arma::fmat& x, F&& f) const;

  std::size_t channels_;
  std::array<Sums, sum_parts> sums_;        // [0] ends up with the totals
  Buffer<float> mean_, inverse_deviation_;  // of the last batch
  Buffer<float> dscale_, dshift_;
  Buffer<float> factor_, slope_, offset_;  // to write with
};

}  // namespace nn::cpu
