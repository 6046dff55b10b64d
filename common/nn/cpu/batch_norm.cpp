#include "nn/cpu/batch_norm.hpp"

#include "nn/core/threads.hpp"

namespace nn::cpu {

/// May be called again between forward and backward: it keeps what it holds.
void BatchNorm::reserve() {
  for (Sums& sums : sums_)
    for (auto* buffer : {&sums.a, &sums.b})
      buffer->resize(channels_);
  for (auto* buffer : {&mean_, &inverse_deviation_, &dscale_, &dshift_,
                       &factor_, &slope_, &offset_})
    buffer->resize(channels_);
}

/// f(sample, a pixel's place, a, b) adds all channels of that pixel to a and
/// b; afterwards sums_[0] holds the sums over the whole batch: in double, pixel
/// by pixel within each part, the parts in a tree (nn/core/sums.hpp).
template <class F>
void BatchNorm::add_up(const arma::fmat& x, F&& f) {
  const auto share = [&](Worker worker) {
    const Range mine = worker.share(sum_parts);
    for (std::size_t part = mine.begin; part < mine.end; ++part) {
      Sums& sums = sums_[part];
      std::fill(sums.a.begin(), sums.a.end(), 0.0);
      std::fill(sums.b.begin(), sums.b.end(), 0.0);
      const auto [begin, end] = part_of(x.n_cols, part);
      for (std::size_t j = begin; j < end; ++j)
        for (std::size_t p = 0; p < x.n_rows; p += channels_)
          f(j, p, sums.a.data(), sums.b.data());
    }
  };
  Threads::parallel(share, Threads::fed_by_numbers(x.n_elem));
  tree_sum(sums_.data());
}

/// f(sample, a pixel's place), on all threads.
template <class F>
void BatchNorm::for_each_pixel(const arma::fmat& x, F&& f) const {
  const auto share = [&](Worker worker) {
    const auto [begin, end] = worker.share(x.n_cols);
    for (std::size_t j = begin; j < end; ++j)
      for (std::size_t p = 0; p < x.n_rows; p += channels_)
        f(j, p);
  };
  Threads::parallel(share, Threads::fed_by_numbers(x.n_elem));
}

// #region batch_norm
void BatchNorm::train(const arma::fmat& x, const arma::fmat& scale,
                      const arma::fmat& shift, arma::fmat& y,
                      float* running_mean, float* running_variance,
                      double momentum, double epsilon) {
  // Sums of x and of its square. A float's square is exact in double, and its
  // 53 bits keep the variance apart from the square of the mean.
  add_up(x, [&](std::size_t j, std::size_t p, double* a, double* b) {
    const float* at = x.colptr(j) + p;
#pragma omp simd
    for (std::size_t c = 0; c < channels_; ++c) {
      const double v = at[c];
      a[c] += v;
      b[c] += v * v;
    }
  });
  const auto n = static_cast<double>(x.n_elem / channels_);
  for (std::size_t c = 0; c < channels_; ++c) {
    const double mean = sums_[0].a[c] / n;
    const double variance = std::max(0.0, sums_[0].b[c] / n - mean * mean);
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
      to[c] = std::fma(factor[c], from[c] - mean[c], add[c]);
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
        to[c] = std::fma(factor[c] / std::sqrt(running_variance[c] + e),
                         from[c] - running_mean[c], add[c]);
    }
}
// #endregion batch_norm

// #region batch_norm_gradient
void BatchNorm::backward(const arma::fmat& x, const arma::fmat& scale,
                         const arma::fmat& dy, arma::fmat* dx) {
  const float* mean = mean_.data();
  add_up(x, [&](std::size_t j, std::size_t p, double* a, double* b) {
    const float *at = x.colptr(j) + p, *d = dy.colptr(j) + p;
#pragma omp simd
    for (std::size_t c = 0; c < channels_; ++c) {
      a[c] += d[c];
      b[c] += static_cast<double>(d[c]) * (at[c] - mean[c]);  // exact product
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
      to[c] = std::fma(factor[c], d[c],
                       std::fma(slope[c], from[c] - mean[c], offset[c]));
  });
}
// #endregion batch_norm_gradient

void BatchNorm::gradients(arma::fmat& dscale, arma::fmat& dshift,
                          Worker worker) const {
  if (!worker.is_last()) return;
  std::copy(dscale_.begin(), dscale_.end(), dscale.memptr());
  std::copy(dshift_.begin(), dshift_.end(), dshift.memptr());
}

}  // namespace nn::cpu
