#include "nn/cpu/batch_norm.hpp"

#include "nn/cpu/threads.hpp"

namespace nn::cpu {

void BatchNorm::reserve(std::size_t workers) {
  sums_.resize(workers);
  affine_.resize(workers);
  for (Sums& sums : sums_) {
    for (auto* buffer : {&sums.sample_a, &sums.sample_b})
      buffer->assign(channels_, 0);
    for (auto* buffer : {&sums.a, &sums.b})
      buffer->assign(channels_, 0);
  }
  for (Affine& affine : affine_)
    for (auto* buffer : {&affine.factor, &affine.slope, &affine.offset})
      buffer->assign(channels_, 0);
  for (auto* buffer : {&mean_, &inverse_deviation_, &dscale_, &dshift_})
    buffer->assign(channels_, 0);
}

/// f(sample, a pixel's place, a, b) adds all channels of that pixel to a and b,
/// for every pixel of this worker's samples.
template <class F>
void BatchNorm::add_up(const arma::fmat& x, Worker worker, F&& f) {
  Sums& sums = sums_[worker.index];
  std::ranges::fill(sums.a, 0.0);
  std::ranges::fill(sums.b, 0.0);
  const auto [begin, end] = worker.share(x.n_cols);
  for (std::size_t j = begin; j < end; ++j) {
    float *a = sums.sample_a.data(), *b = sums.sample_b.data();
    std::fill_n(a, channels_, 0.0f);
    std::fill_n(b, channels_, 0.0f);
    for (std::size_t p = 0; p < x.n_rows; p += channels_)
      f(j, p, a, b);
    for (std::size_t c = 0; c < channels_; ++c)
      sums.a[c] += a[c], sums.b[c] += b[c];
  }
}

double BatchNorm::total_a(std::size_t channel, std::size_t workers) const {
  double sum = 0;
  for (std::size_t k = 0; k < workers; ++k)
    sum += sums_[k].a[channel];
  return sum;
}
double BatchNorm::total_b(std::size_t channel, std::size_t workers) const {
  double sum = 0;
  for (std::size_t k = 0; k < workers; ++k)
    sum += sums_[k].b[channel];
  return sum;
}

// #region batch_norm
void BatchNorm::train(const arma::fmat& x, const arma::fmat& scale,
                      const arma::fmat& shift, arma::fmat& y,
                      float* running_mean, float* running_variance,
                      double momentum, double epsilon, Worker worker) {
  // Sums of x - x0 and of its square, x0 the channel's first number: without
  // it a mean far from 0 would swallow the variance.
  const float* x0 = x.memptr();
  add_up(x, worker, [&](std::size_t j, std::size_t p, float* a, float* b) {
    const float* at = x.colptr(j) + p;
#pragma omp simd
    for (std::size_t c = 0; c < channels_; ++c) {
      const float d = at[c] - x0[c];
      a[c] += d;
      b[c] += d * d;
    }
  });
  Threads::barrier();
  const auto n = static_cast<double>(x.n_elem / channels_);
  Affine& affine = affine_[worker.index];
  for (std::size_t c = 0; c < channels_; ++c) {
    const double mean = total_a(c, worker.count) / n;
    const double variance =
        std::max(0.0, total_b(c, worker.count) / n - mean * mean);
    const double inverse = 1 / std::sqrt(variance + epsilon);
    affine.factor[c] = static_cast<float>(scale(c) * inverse);
    affine.offset[c] = static_cast<float>(x0[c] + mean);
    if (worker.index > 0) continue;
    mean_[c] = affine.offset[c];
    inverse_deviation_[c] = static_cast<float>(inverse);
    running_mean[c] +=
        static_cast<float>(momentum * (x0[c] + mean - running_mean[c]));
    running_variance[c] += static_cast<float>(
        momentum * (variance * n / std::max(1.0, n - 1) - running_variance[c]));
  }
  const auto [begin, end] = worker.share(x.n_cols);
  const float *factor = affine.factor.data(), *mean = affine.offset.data();
  for (std::size_t j = begin; j < end; ++j)
    for (std::size_t p = 0; p < x.n_rows; p += channels_) {
      const float* from = x.colptr(j) + p;
      float* to = y.colptr(j) + p;
#pragma omp simd
      for (std::size_t c = 0; c < channels_; ++c)
        to[c] = factor[c] * (from[c] - mean[c]) + shift.memptr()[c];
    }
}

void BatchNorm::evaluate(const arma::fmat& x, const arma::fmat& scale,
                         const arma::fmat& shift, arma::fmat& y,
                         const float* running_mean,
                         const float* running_variance, double epsilon) const {
  const auto e = static_cast<float>(epsilon);
  for (arma::uword j = 0; j < x.n_cols; ++j)
    for (std::size_t p = 0; p < x.n_rows; p += channels_) {
      const float* from = x.colptr(j) + p;
      float* to = y.colptr(j) + p;
#pragma omp simd
      for (std::size_t c = 0; c < channels_; ++c)
        to[c] = scale.memptr()[c] / std::sqrt(running_variance[c] + e) *
                    (from[c] - running_mean[c]) +
                shift.memptr()[c];
    }
}
// #endregion batch_norm

// #region batch_norm_gradient
void BatchNorm::backward(const arma::fmat& x, const arma::fmat& scale,
                         const arma::fmat& dy, arma::fmat* dx, Worker worker) {
  add_up(x, worker, [&](std::size_t j, std::size_t p, float* a, float* b) {
    const float *at = x.colptr(j) + p, *d = dy.colptr(j) + p;
#pragma omp simd
    for (std::size_t c = 0; c < channels_; ++c) {
      a[c] += d[c];
      b[c] += d[c] * (at[c] - mean_.data()[c]);
    }
  });
  Threads::barrier();
  const auto n = static_cast<double>(x.n_elem / channels_);
  Affine& affine = affine_[worker.index];
  for (std::size_t c = 0; c < channels_; ++c) {
    const double inverse = inverse_deviation_[c];
    const double dshift = total_a(c, worker.count),
                 dscale = total_b(c, worker.count) * inverse;
    const double factor = scale(c) * inverse;
    affine.factor[c] = static_cast<float>(factor);
    affine.slope[c] = static_cast<float>(-factor * dscale / n * inverse);
    affine.offset[c] = static_cast<float>(-factor * dshift / n);
    if (worker.index > 0) continue;
    dscale_[c] = static_cast<float>(dscale);
    dshift_[c] = static_cast<float>(dshift);
  }
  if (!dx) return;
  const auto [begin, end] = worker.share(x.n_cols);
  const float *factor = affine.factor.data(), *slope = affine.slope.data(),
              *offset = affine.offset.data(), *mean = mean_.data();
  for (std::size_t j = begin; j < end; ++j)
    for (std::size_t p = 0; p < x.n_rows; p += channels_) {
      const float *from = x.colptr(j) + p, *d = dy.colptr(j) + p;
      float* to = dx->colptr(j) + p;
#pragma omp simd
      for (std::size_t c = 0; c < channels_; ++c)
        to[c] = factor[c] * d[c] + slope[c] * (from[c] - mean[c]) + offset[c];
    }
}
// #endregion batch_norm_gradient

void BatchNorm::gradients(arma::fmat& dscale, arma::fmat& dshift,
                          Worker worker) const {
  if (!worker.is_last()) return;
  std::ranges::copy(dscale_, dscale.memptr());
  std::ranges::copy(dshift_, dshift.memptr());
}

}  // namespace nn::cpu
