/// Batch normalization in float, its sums in double. Same file in reference/:
/// the formulas.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/buffer.hpp"
#include "nn/core/sums.hpp"

namespace nn::cpu {

/// train() and backward() take a whole batch and divide it among the threads.
/// Each is three steps, which a model calls one by one, so that samples pass
/// through with the layers before and behind (nn/model/
/// batch_norm_operator.hpp): every worker adds up its own samples, in whole
/// parts of the batch (nn/core/sums.hpp); the sums are combined; every worker
/// writes its own samples. `relu`: with the ReLU behind it, y = max(0, …).
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

  // The steps of train(); x, y: some samples, `place`: where in the batch.
  void add_up(const arma::fmat& x, BatchPlace place);
  void combine(std::size_t samples, std::size_t pixels, const arma::fmat& scale,
               float* running_mean, float* running_variance, double momentum,
               double epsilon);
  void normalize(const arma::fmat& x, const arma::fmat& shift, bool relu,
                 arma::fmat& y) const;

  // The steps of backward().
  void add_up_gradient(const arma::fmat& x, const arma::fmat& y,
                       const arma::fmat& dy, bool relu, BatchPlace place);
  void combine_gradient(std::size_t samples, std::size_t pixels,
                        const arma::fmat& scale);
  void input_gradient(const arma::fmat& x, const arma::fmat& y,
                      const arma::fmat& dy, bool relu, arma::fmat& dx) const;

 private:
  /// Two sums per channel over one part of the samples.
  struct Sums {
    Buffer<double> a, b;

    void clear() {
      std::fill(a.begin(), a.end(), 0.0);
      std::fill(b.begin(), b.end(), 0.0);
    }
    void operator+=(const Sums& other) {
      for (std::size_t c = 0; c < a.size(); ++c) {
        a[c] += other.a[c];
        b[c] += other.b[c];
      }
    }
  };

  template <class F>
  void for_each_sample(BatchPlace place, std::size_t count, F&& f);
  void combine_parts(std::size_t samples);

  std::size_t channels_;
  std::array<Sums, sum_parts> sums_;        // [0] ends up with the totals
  Buffer<float> mean_, inverse_deviation_;  // of the last batch
  Buffer<float> dscale_, dshift_;
  Buffer<float> factor_, slope_, offset_;  // to write with
};

}  // namespace nn::cpu
