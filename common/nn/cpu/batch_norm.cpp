#include "nn/cpu/batch_norm.hpp"

#include "nn/core/threads.hpp"
#include "nn/reference/memory.hpp"

namespace nn::cpu {
namespace {

/// Channels whose sums stay in registers from pixel to pixel.
constexpr std::size_t block = 16;

/// f(number, channel, a, b) for all numbers of a sample, whose pixels have
/// `channels` each; a and b are sums of its channel, pixel by pixel.
template <class F>
void add_pixels(std::size_t numbers, std::size_t channels, double* a, double* b,
                F f) {
  std::size_t c = 0;
  for (; c + block <= channels; c += block) {
    double some_a[block], some_b[block];
    std::copy_n(a + c, block, some_a);
    std::copy_n(b + c, block, some_b);
    for (std::size_t p = c; p < numbers; p += channels)
#pragma omp simd
      for (std::size_t k = 0; k < block; ++k)
        f(p + k, c + k, some_a[k], some_b[k]);
    std::copy_n(some_a, block, a + c);
    std::copy_n(some_b, block, b + c);
  }
  for (std::size_t p = 0; c < channels && p < numbers; p += channels)
#pragma omp simd
    for (std::size_t k = c; k < channels; ++k)
      f(p + k, k, a[k], b[k]);
}

/// f(number, channel) for all numbers of a sample.
template <class F>
void for_each_number(std::size_t numbers, std::size_t channels, F f) {
  for (std::size_t p = 0; p < numbers; p += channels)
#pragma omp simd
    for (std::size_t c = 0; c < channels; ++c)
      f(p + c, c);
}

/// What the threads share: f(a worker's samples), in whole parts.
template <class F>
void for_each_worker(const arma::fmat& x, F f) {
  const auto share = [&](Worker worker) {
    const Range mine = samples_of(worker, x.n_cols);
    if (!mine.empty()) f(mine);
  };
  Threads::parallel(share, Threads::fed_by_numbers(x.n_elem));
}

arma::fmat columns(const arma::fmat& x, Range samples) {
  return reference::Memory<float>::columns(x, samples);
}

}  // namespace

/// May be called again between forward and backward: it keeps what it holds.
void BatchNorm::reserve() {
  for (Sums& sums : sums_)
    for (auto* buffer : {&sums.a, &sums.b})
      buffer->resize(channels_);
  for (auto* buffer : {&mean_, &inverse_deviation_, &dscale_, &dshift_,
                       &factor_, &slope_, &offset_})
    buffer->resize(channels_);
}

/// f(sample, sums of its part): the part begins at 0 with its first sample.
template <class F>
void BatchNorm::for_each_sample(BatchPlace place, std::size_t count, F&& f) {
  for (std::size_t j = 0; j < count; ++j) {
    const std::size_t i = place.first + j;
    const std::size_t part = part_with(i, place.samples);
    if (part_of(place.samples, part).begin == i) sums_[part].clear();
    f(j, sums_[part]);
  }
}

/// sums_[0] = the sums over the whole batch: in double, pixel by pixel within
/// each part, the parts in a tree (nn/core/sums.hpp).
void BatchNorm::combine_parts(std::size_t samples) {
  for (std::size_t part = 0; part < sum_parts; ++part)
    if (part_of(samples, part).empty()) sums_[part].clear();
  tree_sum(sums_.data());
}

// #region batch_norm
/// Sums of x and of its square. A float's square is exact in double, and its 53
/// bits keep the variance apart from the square of the mean.
void BatchNorm::add_up(const arma::fmat& x, BatchPlace place) {
  for_each_sample(place, x.n_cols, [&](std::size_t j, Sums& sums) {
    const float* at = x.colptr(j);
    add_pixels(x.n_rows, channels_, sums.a.data(), sums.b.data(),
               [=](std::size_t i, std::size_t, double& a, double& b) {
                 const double v = at[i];
                 a += v;
                 b += v * v;
               });
  });
}

void BatchNorm::combine(std::size_t samples, std::size_t pixels,
                        const arma::fmat& scale, float* running_mean,
                        float* running_variance, double momentum,
                        double epsilon) {
  combine_parts(samples);
  const auto n = static_cast<double>(samples * pixels);
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
}

void BatchNorm::normalize(const arma::fmat& x, const arma::fmat& shift,
                          bool relu, arma::fmat& y) const {
  const float *factor = factor_.data(), *mean = mean_.data();
  const float* add = shift.memptr();
  for (arma::uword j = 0; j < x.n_cols; ++j) {
    const float* from = x.colptr(j);
    float* to = y.colptr(j);
    const auto normalized = [=](std::size_t i, std::size_t c) {
      return std::fma(factor[c], from[i] - mean[c], add[c]);
    };
    if (relu)
      for_each_number(x.n_rows, channels_, [=](std::size_t i, std::size_t c) {
        const float v = normalized(i, c);
        to[i] = v < 0 ? 0.0f : v;
      });
    else
      for_each_number(x.n_rows, channels_, [=](std::size_t i, std::size_t c) {
        to[i] = normalized(i, c);
      });
  }
}

void BatchNorm::train(const arma::fmat& x, const arma::fmat& scale,
                      const arma::fmat& shift, arma::fmat& y,
                      float* running_mean, float* running_variance,
                      double momentum, double epsilon) {
  for_each_worker(x, [&](Range mine) {
    add_up(columns(x, mine), {mine.begin, x.n_cols});
  });
  combine(x.n_cols, x.n_rows / channels_, scale, running_mean, running_variance,
          momentum, epsilon);
  for_each_worker(x, [&](Range mine) {
    arma::fmat out = columns(y, mine);
    normalize(columns(x, mine), shift, /*relu=*/false, out);
  });
}

void BatchNorm::evaluate(const arma::fmat& x, const arma::fmat& scale,
                         const arma::fmat& shift, arma::fmat& y,
                         const float* running_mean,
                         const float* running_variance, double epsilon) const {
  const auto e = static_cast<float>(epsilon);
  const float *factor = scale.memptr(), *add = shift.memptr();
  for (arma::uword j = 0; j < x.n_cols; ++j) {
    const float* from = x.colptr(j);
    float* to = y.colptr(j);
    for_each_number(x.n_rows, channels_, [=](std::size_t i, std::size_t c) {
      to[i] = std::fma(factor[c] / std::sqrt(running_variance[c] + e),
                       from[i] - running_mean[c], add[c]);
    });
  }
}
// #endregion batch_norm

// #region batch_norm_gradient
/// Sums of dy and of dy (x - mean): exact products. With a ReLU, dy counts
/// where y is above 0.
void BatchNorm::add_up_gradient(const arma::fmat& x, const arma::fmat& y,
                                const arma::fmat& dy, bool relu,
                                BatchPlace place) {
  const float* mean = mean_.data();
  for_each_sample(place, x.n_cols, [&](std::size_t j, Sums& sums) {
    const float *at = x.colptr(j), *out = y.colptr(j), *d = dy.colptr(j);
    const auto add = [=](std::size_t i, std::size_t c, float dz, double& a,
                         double& b) {
      a += dz;
      b += static_cast<double>(dz) * (at[i] - mean[c]);
    };
    double *a = sums.a.data(), *b = sums.b.data();
    if (relu)
      add_pixels(x.n_rows, channels_, a, b,
                 [=](std::size_t i, std::size_t c, double& a_c, double& b_c) {
                   add(i, c, out[i] > 0 ? d[i] : 0.0f, a_c, b_c);
                 });
    else
      add_pixels(x.n_rows, channels_, a, b,
                 [=](std::size_t i, std::size_t c, double& a_c, double& b_c) {
                   add(i, c, d[i], a_c, b_c);
                 });
  });
}

void BatchNorm::combine_gradient(std::size_t samples, std::size_t pixels,
                                 const arma::fmat& scale) {
  combine_parts(samples);
  const auto n = static_cast<double>(samples * pixels);
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
}

void BatchNorm::input_gradient(const arma::fmat& x, const arma::fmat& y,
                               const arma::fmat& dy, bool relu,
                               arma::fmat& dx) const {
  const float *factor = factor_.data(), *mean = mean_.data();
  const float *slope = slope_.data(), *offset = offset_.data();
  for (arma::uword j = 0; j < x.n_cols; ++j) {
    const float *from = x.colptr(j), *out = y.colptr(j), *d = dy.colptr(j);
    float* to = dx.colptr(j);
    const auto gradient = [=](std::size_t i, std::size_t c, float dz) {
      return std::fma(factor[c], dz,
                      std::fma(slope[c], from[i] - mean[c], offset[c]));
    };
    if (relu)
      for_each_number(x.n_rows, channels_, [=](std::size_t i, std::size_t c) {
        to[i] = gradient(i, c, out[i] > 0 ? d[i] : 0.0f);
      });
    else
      for_each_number(x.n_rows, channels_, [=](std::size_t i, std::size_t c) {
        to[i] = gradient(i, c, d[i]);
      });
  }
}

void BatchNorm::backward(const arma::fmat& x, const arma::fmat& scale,
                         const arma::fmat& dy, arma::fmat* dx) {
  for_each_worker(x, [&](Range mine) {
    const arma::fmat d = columns(dy, mine);
    add_up_gradient(columns(x, mine), d, d, /*relu=*/false,
                    {mine.begin, x.n_cols});
  });
  combine_gradient(x.n_cols, x.n_rows / channels_, scale);
  if (!dx) return;
  for_each_worker(x, [&](Range mine) {
    const arma::fmat d = columns(dy, mine);
    arma::fmat out = columns(*dx, mine);
    input_gradient(columns(x, mine), d, d, /*relu=*/false, out);
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
