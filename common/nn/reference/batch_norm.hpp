/// Batch normalization as formulas. Chapter 7; notes C6.4.
/// Ioffe and Szegedy, "Batch normalization", ICML 2015, algorithms 1 and 2.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/parallel.hpp"

namespace nn::reference {

/// Every channel gets mean 0 and variance 1 over all samples and pixels, then
/// a learned scale and shift: y = scale (x - mean) / deviation + shift.
/// Seen as channels x (pixels * samples), each row is one channel.
template <class Real>
class BatchNorm {
 public:
  using Matrix = arma::Mat<Real>;
  using Column = arma::Col<Real>;

  explicit BatchNorm(std::size_t channels = 0) : channels_(channels) {}

  void reserve() {}

  /// Normalizes with the batch's own mean and variance, and moves the running
  /// ones toward them: running = (1 - momentum) running + momentum batch.
  /// The running variance is the unbiased one (divided by n - 1), as in
  /// PyTorch.
  void train(const Matrix& x, const Matrix& scale, const Matrix& shift,
             Matrix& y, Real* running_mean, Real* running_variance,
             double momentum, double epsilon) {
    const Matrix X = rows(x);
    const Column mean = arma::mean(X, 1);
    const Column variance = arma::var(X, 1, 1);
    mean_ = mean;
    inverse_deviation_ = 1 / arma::sqrt(variance + Real(epsilon));
    write(X, scale, shift, y);
    const auto n = static_cast<Real>(X.n_cols);
    Column running(running_mean, channels_, false, true);
    Column running_var(running_variance, channels_, false, true);
    const auto m = static_cast<Real>(momentum);
    running = (1 - m) * running + m * mean;
    running_var =
        (1 - m) * running_var + m * variance * n / std::max(Real(1), n - 1);
  }

  /// Normalizes with the running mean and variance: a sample's output no
  /// longer depends on its neighbors.
  void evaluate(const Matrix& x, const Matrix& scale, const Matrix& shift,
                Matrix& y, const Real* running_mean,
                const Real* running_variance, double epsilon) {
    const Column mean(running_mean, channels_);
    const Column variance(running_variance, channels_);
    const Column factor = scale.col(0) / arma::sqrt(variance + Real(epsilon));
    Matrix Y = rows(x);
    Y.each_col() -= mean;
    Y.each_col() %= factor;
    Y.each_col() += shift.col(0);
    y = arma::reshape(Y, arma::size(y));
  }

  // #region batch_norm_gradient
  /// With x^ the normalized x and all means taken over samples and pixels:
  /// dx = scale / deviation (dy - mean(dy) - x^ mean(dy x^)),
  /// dscale = sum(dy x^), dshift = sum(dy).
  void backward(const Matrix& x, const Matrix& scale, const Matrix& dy,
                Matrix* dx) {
    const Matrix normalized = normalize(rows(x));
    const Matrix D = rows(dy);
    dscale_ = arma::sum(D % normalized, 1);
    dshift_ = arma::sum(D, 1);
    if (!dx) return;
    const auto n = static_cast<Real>(D.n_cols);
    Matrix R = normalized;
    R.each_col() %= Column(-dscale_ / n);
    R += D;
    R.each_col() -= Column(dshift_ / n);
    R.each_col() %= Column(scale.col(0) % inverse_deviation_);
    *dx = arma::reshape(R, arma::size(*dx));
  }
  // #endregion batch_norm_gradient

  void gradients(Matrix& dscale, Matrix& dshift, Worker) const {
    dscale = dscale_;
    dshift = dshift_;
  }

 private:
  /// The same numbers, one row per channel.
  Matrix rows(const Matrix& x) const {
    return arma::reshape(x, channels_, x.n_elem / channels_);
  }
  Matrix normalize(Matrix X) const {
    X.each_col() -= mean_;
    X.each_col() %= inverse_deviation_;
    return X;
  }
  void write(const Matrix& X, const Matrix& scale, const Matrix& shift,
             Matrix& y) const {
    Matrix Y = normalize(X);
    Y.each_col() %= Column(scale.col(0));
    Y.each_col() += shift.col(0);
    y = arma::reshape(Y, arma::size(y));
  }

  std::size_t channels_;
  Column mean_, inverse_deviation_;  // of the last batch
  Column dscale_, dshift_;
};

}  // namespace nn::reference
