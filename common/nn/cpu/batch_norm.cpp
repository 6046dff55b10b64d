#include "nn/cpu/batch_norm.hpp"

#include "nn/cpu/threads.hpp"

namespace nn::cpu {

void BatchNorm::reserve(std::size_t workers) {
  sums_.resize(workers);
  for (Sums& sums : sums_) {
    for (auto* buffer : {&sums.sample_a, &sums.sample_b})
      buffer->assign(channels_, 0);
    for (auto* buffer : {&sums.a, &sums.b})
      buffer->assign(channels_, 0);
  }
  for (auto* buffer : {&mean_, &inverse_deviation_, &dscale_, &dshift_,
                       &factor_, &slope_, &offset_})
    buffer->assign(channels_, 0);
}

/// f(sample, a pixel's place, a, b) adds all channels of that pixel to a and
/// b; afterwards sums_[0] holds the sums over the whole batch.
template <class F>
void BatchNorm::add_up(const arma::fmat& x, F&& f) {
  std::size_t workers = 1;
  Threads::parallel([&](Worker worker) {
    if (worker.index == 0) workers = worker.count;
    Sums& sums = sums_[worker.index];
    std::ranges::fill(sums.a, 0.0);
    std::ranges::fill(sums.b, 0.0);
    float *a = sums.sample_a.data(), *b = sums.sample_b.data();
    const auto [begin, end] = worker.share(x.n_cols);
    for (std::size_t j = begin; j < end; ++j) {
      std::fill_n(a, channels_, 0.0f);
      std::fill_n(b, channels_, 0.0f);
      for (std::size_t p = 0; p < x.n_rows; p += channels_)
        f(j, p, a, b);
      for (std::size_t c = 0; c < channels_; ++c)
        sums.a[c] += a[c], sums.b[c] += b[c];
    }
  });
  for (std::size_t k = 1; k < workers; ++k)
    for (std::size_t c = 0; c < channels_; ++c) {
      sums_[0].a[c] += sums_[k].a[c];
      sums_[0].b[c] += sums_[k].b[c];
    }
}

/// f(sample, a pixel's place), on all threads.
template <class F>
void BatchNorm::for_each_pixel(const arma::fmat& x, F&& f) const {
  Threads::parallel([&](Worker worker) {
    const auto [begin, end] = worker.share(x.n_cols);
    for (std::size_t j = begin; j < end; ++j)
      for (std::size_t p = 0; p < x.n_rows; p += channels_)
        f(j, p);
  });
}

// #region batch_norm
void BatchNorm::train(const arma::fmat& x, const arma::fmat& scale,
                      const arma::fmat& shift, arma::fmat& y,
                      float* running_mean, float* running_variance,
                      double momentum, double epsilon) {
  // Sums of x - x0 and of its square, x0 the channel's first number: without
  // it a mean far from 0 would swallow the variance.
  const float* x0 = x.memptr();
  add_up(x, [&](std::size_t j, std::size_t p, float* a, float* b) {
    const float* at = x.colptr(j) + p;
#pragma omp simd
    for (std::size_t c = 0; c < channels_; ++c) {
      const float d = at[c] - x0[c];
      a[c] += d;
      b[c] += d * d;
    }
  });
  const auto n = static_cast<double>(x.n_elem / channels_);
  for (std::size_t c = 0; c < channels_; ++c) {
    const double from_x0 = sums_[0].a[c] / n, mean = x0[c] + from_x0;
    const double variance =
        std::max(0.0, sums_[0].b[c] / n - from_x0 * from_x0);
    const double inverse = 1 / std::sqrt(variance + epsilon);
    const double unbiased = variance * n / std::max(1.0, n - 1);
    mean_[c] = static_cast<float>(mean);
    inverse_deviation_[c] = static_cast<float>(inverse);
    factor_[c] = static_cast<float>(scale(c) * inverse);
    running_mean[c] += static_cast<float>(momentum * (mean - running_mean[c]));
    running_variance[c] +=
        static_cast<float>(momentum * (unbiased - running_variance[c]));
  }
  for_each_pixel(x, [&, factor = factor_.data(), mean = mean_.data(),
                     add = shift.memptr()](std::size_t j, std::size_t p) {
    const float* from = x.colptr(j) + p;
    float* to = y.colptr(j) + p;
#pragma omp simd
    for (std::size_t c = 0; c < channels_; ++c)
      to[c] = factor[c] * (from[c] - mean[c]) + add[c];
  });
}

void BatchNorm::evaluate(const arma::fmat& x, const arma::fmat& scale,
                         const arma::fmat& shift, arma::fmat& y,
                         const float* running_mean,
                         const float* running_variance, double epsilon) const {
  const auto e = static_cast<float>(epsilon);
  const float *factor = scale.memptr(), *add = shift.memptr();
  for (arma::uword j = 0; j < x.n_cols; ++j)
    for (std::size_t p = 0; p < x.n_rows; p += channels_) {
      const float* from = x.colptr(j) + p;
      float* to = y.colptr(j) + p;
#pragma omp simd
      for (std::size_t c = 0; c < channels_; ++c)
        to[c] = factor[c] / std::sqrt(running_variance[c] + e) *
                    (from[c] - running_mean[c]) +
                add[c];
    }
}
// #endregion batch_norm

// #region batch_norm_gradient
void BatchNorm::backward(const arma::fmat& x, const arma::fmat& scale,
                         const arma::fmat& dy, arma::fmat* dx) {
  const float* mean = mean_.data();
  add_up(x, [&](std::size_t j, std::size_t p, float* a, float* b) {
    const float *at = x.colptr(j) + p, *d = dy.colptr(j) + p;
#pragma omp simd
    for (std::size_t c = 0; c < channels_; ++c) {
      a[c] += d[c];
      b[c] += d[c] * (at[c] - mean[c]);
    }
  });
  const auto n = static_cast<double>(x.n_elem / channels_);
  for (std::size_t c = 0; c < channels_; ++c) {
    const double inverse = inverse_deviation_[c];
    const double dshift = sums_[0].a[c], dscale = sums_[0].b[c] * inverse;
    const double factor = scale(c) * inverse;
    factor_[c] = static_cast<float>(factor);
    slope_[c] = static_cast<float>(-factor * dscale / n * inverse);
    offset_[c] = static_cast<float>(-factor * dshift / n);
    dscale_[c] = static_cast<float>(dscale);
    dshift_[c] = static_cast<float>(dshift);
  }
  if (!dx) return;
  for_each_pixel(x, [&, factor = factor_.data(), slope = slope_.data(),
                     offset = offset_.data()](std::size_t j, std::size_t p) {
    const float *from = x.colptr(j) + p, *d = dy.colptr(j) + p;
    float* to = dx->colptr(j) + p;
#pragma omp simd
    for (std::size_t c = 0; c < channels_; ++c)
      to[c] = factor[c] * d[c] + slope[c] * (from[c] - mean[c]) + offset[c];
  });
}
// #endregion batch_norm_gradient

void BatchNorm::gradients(arma::fmat& dscale, arma::fmat& dshift,
                          Worker worker) const {
  if (!worker.is_last()) return;
  std::ranges::copy(dscale_, dscale.memptr());
  std::ranges::copy(dshift_, dshift.memptr());
}

}  // namespace nn::cpu
