/// The order of every sum in BatchNorm, softmax, losses and norms, and every
/// step of the optimizers: canonical_order.hpp goes on. Elementary functions
/// are those of nn/core/vector_math.hpp.
#pragma once

#include "nn/backend.hpp"
#include "nn/core/vector_math.hpp"

#include "canonical_order.hpp"

namespace canonical {

using Labels = std::vector<std::int32_t>;

// #region canonical_interleaved
/// f(0) + … + f(n - 1) in double: number i goes to sum i mod 16.
template <class F>
double interleaved_sum(std::size_t n, F f) {
  return tree(16, [&](std::size_t i) {
    double sum = 0;
    for (; i < n; i += 16)
      sum += f(i);
    return sum;
  });
}

/// The same, one after the other within each of the 16 parts.
template <class F>
double sum_of_samples(std::size_t n, F f) {
  return sum_in_parts(n, [&](std::size_t begin, std::size_t end) {
    double sum = 0;
    for (std::size_t i = begin; i < end; ++i)
      sum += f(i);
    return sum;
  });
}

inline double squared_norm(const Matrix& x) {
  return sum_in_parts(x.n_elem, [&](std::size_t begin, std::size_t end) {
    return interleaved_sum(end - begin, [&](std::size_t i) {
      return double{x(begin + i)} * x(begin + i);
    });
  });
}
// #endregion canonical_interleaved

// #region canonical_batch_norm
/// f(sample, pixel's first number) for all channels, summed in double over all
/// pixels.
template <class F>
arma::vec sum_of_pixels(const Matrix& x, std::size_t channels, F f) {
  return sum_in_parts(x.n_cols, [&](std::size_t begin, std::size_t end) {
    arma::vec sum(channels, arma::fill::zeros);
    for (std::size_t j = begin; j < end; ++j)
      for (std::size_t p = 0; p < x.n_rows; p += channels)
        for (std::size_t c = 0; c < channels; ++c)
          sum(c) += f(p + c, j, c);
    return sum;
  });
}

struct BatchNorm {
  std::size_t channels;
  double momentum, epsilon;
  Matrix running_mean, running_variance;  // channels x 1
  Matrix mean{}, inverse{}, dscale{}, dshift{};

  Matrix train(const Matrix& x, const Matrix& scale, const Matrix& shift) {
    const arma::vec sum = sum_of_pixels(
        x, channels, [&](auto i, auto j, auto) { return double{x(i, j)}; });
    const arma::vec squares = sum_of_pixels(
        x, channels,
        [&](auto i, auto j, auto) { return double{x(i, j)} * x(i, j); });
    const auto n = static_cast<double>(x.n_elem / channels);
    Matrix factor = scale;
    mean = inverse = scale;  // the same size
    for (std::size_t c = 0; c < channels; ++c) {
      const double m = sum(c) / n;
      const double variance = std::max(0.0, squares(c) / n - m * m);
      const double one = 1 / std::sqrt(variance + epsilon);
      const double unbiased = variance * n / std::max(1.0, n - 1);
      mean(c) = static_cast<float>(m);
      inverse(c) = static_cast<float>(one);
      factor(c) = static_cast<float>(scale(c) * one);
      running_mean(c) += static_cast<float>(momentum * (m - running_mean(c)));
      running_variance(c) +=
          static_cast<float>(momentum * (unbiased - running_variance(c)));
    }
    return normalized(x, mean, factor, shift);
  }

  Matrix evaluate(const Matrix& x, const Matrix& scale,
                  const Matrix& shift) const {
    Matrix factor = scale;
    for (std::size_t c = 0; c < channels; ++c)
      factor(c) /= std::sqrt(running_variance(c) + static_cast<float>(epsilon));
    return normalized(x, running_mean, factor, shift);
  }

  Matrix backward(const Matrix& x, const Matrix& scale, const Matrix& dy) {
    const arma::vec sum = sum_of_pixels(
        x, channels, [&](auto i, auto j, auto) { return double{dy(i, j)}; });
    const arma::vec products =
        sum_of_pixels(x, channels, [&](auto i, auto j, auto c) {
          return double{dy(i, j)} * (x(i, j) - mean(c));
        });
    const auto n = static_cast<double>(x.n_elem / channels);
    dscale = dshift = scale;  // the same size
    Matrix dx = x;
    for (std::size_t c = 0; c < channels; ++c) {
      const double one = inverse(c), factor = scale(c) * one;
      dscale(c) = static_cast<float>(products(c) * one);
      dshift(c) = static_cast<float>(sum(c));
      const auto f = static_cast<float>(factor);
      const auto slope =
          static_cast<float>(-factor * (products(c) * one) / n * one);
      const auto offset = static_cast<float>(-factor * sum(c) / n);
      for (std::size_t i = c; i < x.n_elem; i += channels)
        dx(i) = std::fma(f, dy(i), std::fma(slope, x(i) - mean(c), offset));
    }
    return dx;
  }

 private:
  Matrix normalized(Matrix x, const Matrix& middle, const Matrix& factor,
                    const Matrix& shift) const {
    for (std::size_t i = 0; i < x.n_elem; ++i) {
      const std::size_t c = i % channels;
      x(i) = std::fma(factor(c), x(i) - middle(c), shift(c));
    }
    return x;
  }
};
// #endregion canonical_batch_norm

// #region canonical_softmax
/// exp(x - max x), and its sum, one class after the other.
struct Exponentials {
  Matrix values;
  float largest, sum = 0;

  explicit Exponentials(const Matrix& x) : values(x), largest(x.max()) {
    for (float& v : values)
      sum += v = nn::cpu::vector_exp(v - largest);
  }
};

inline Matrix softmax(Matrix x) {
  for (std::size_t j = 0; j < x.n_cols; ++j) {
    const Exponentials e(x.col(j));
    x.col(j) = e.values * (1 / e.sum);
  }
  return x;
}
inline Matrix softmax_gradient(const Matrix& y, Matrix dy) {
  for (std::size_t j = 0; j < y.n_cols; ++j) {
    const float dot = product(dy.col(j).t(), y.col(j))(0);
    for (std::size_t i = 0; i < y.n_rows; ++i)
      dy(i, j) = y(i, j) * (dy(i, j) - dot);
  }
  return dy;
}
// #endregion canonical_softmax

/// A loss for each sample, and the gradient of each.
struct Losses {
  Matrix losses, gradient;
  explicit Losses(const Matrix& y) : losses(1, y.n_cols), gradient(y) {}
};

// #region canonical_losses
/// Of `scale` times the loss, and without `scale` in the losses.
inline Losses cross_entropies(const Matrix& logits, const Labels& labels,
                              float scale) {
  Losses l(logits);
  for (std::size_t j = 0; j < logits.n_cols; ++j) {
    const Exponentials e(logits.col(j));
    const auto label = static_cast<std::size_t>(labels[j]);
    l.gradient.col(j) = e.values * (scale / e.sum);
    l.gradient(label, j) -= scale;
    l.losses(j) = nn::cpu::vector_log(e.sum) - (logits(label, j) - e.largest);
  }
  return l;
}

inline double softmax_cross_entropy(const Matrix& logits, const Labels& labels,
                                    Matrix& gradient) {
  const std::size_t n = logits.n_cols;
  const Losses l = cross_entropies(logits, labels, 1 / static_cast<float>(n));
  gradient = l.gradient;
  return sum_of_samples(n, [&](std::size_t j) { return l.losses(j); }) /
         static_cast<double>(n);
}

inline Losses smoothed_cross_entropies(const Matrix& logits,
                                       const Labels& labels, double smoothing) {
  Losses l = cross_entropies(logits, labels, 1);
  const auto s = static_cast<float>(smoothing);
  const float share = s * (1 / static_cast<float>(logits.n_rows));
  for (std::size_t j = 0; j < logits.n_cols && s != 0; ++j) {
    const auto label = static_cast<std::size_t>(labels[j]);
    const double sum = interleaved_sum(logits.n_rows, [&](std::size_t i) {
      return double{logits(i, j) - logits(label, j)};
    });
    l.gradient.col(j) -= share;
    l.gradient(label, j) += s;
    l.losses(j) -= share * static_cast<float>(sum);
  }
  return l;
}

inline Losses hinge_losses(const Matrix& scores, const Labels& labels) {
  Losses l(scores);
  for (std::size_t j = 0; j < scores.n_cols; ++j) {
    const auto label = static_cast<std::size_t>(labels[j]);
    const float edge = 1 - scores(label, j);
    float sum = 0, active = 0;
    for (std::size_t i = 0; i < scores.n_rows; ++i) {
      const float margin = i == label ? 1 : scores(i, j) + edge;
      sum += margin < 0 ? 0 : margin;
      active += l.gradient(i, j) = margin > 0 ? 1 : 0;
    }
    l.gradient(label, j) = 1 - active;
    l.losses(j) = sum - 1;
  }
  return l;
}

/// f(y, target, slope) is the loss of one number, averaged over each sample.
template <class F>
Losses losses_of_numbers(const Matrix& y, const Matrix& target, F f) {
  Losses l(y);
  const float share = 1 / static_cast<float>(y.n_rows);
  for (std::size_t j = 0; j < y.n_cols; ++j) {
    const double sum = interleaved_sum(y.n_rows, [&](std::size_t i) {
      float slope = 0;
      const float loss = f(y(i, j), target(i, j), slope);
      l.gradient(i, j) = share * slope;
      return double{loss};
    });
    l.losses(j) = share * static_cast<float>(sum);
  }
  return l;
}

inline float squared_error(float y, float target, float& slope) {
  slope = 2 * (y - target);
  return (y - target) * (y - target);
}
inline float absolute_error(float y, float target, float& slope) {
  slope = y > target ? 1 : y < target ? -1 : 0;
  return std::abs(y - target);
}
inline float binary_cross_entropy(float y, float target, float& slope) {
  const float e = nn::cpu::vector_exp(-std::abs(y));
  slope = (y < 0 ? e : 1) / (1 + e) - target;
  return (y < 0 ? 0 : y) - y * target + nn::cpu::vector_log1p(e);
}

inline double mean_squared_error(const Matrix& y, const Matrix& target,
                                 Matrix& gradient) {
  const auto count = static_cast<double>(y.n_elem);
  gradient = (y - target) * static_cast<float>(2 / count);
  const auto sample = [&](std::size_t j) {
    return interleaved_sum(y.n_rows, [&](std::size_t i) {
      const float error = y(i, j) - target(i, j);
      return double{error} * error;
    });
  };
  return sum_of_samples(y.n_cols, sample) / count;
}

/// Weights that are empty are equal.
inline double weighted_mean(const Matrix& weights, const Matrix& losses,
                            Matrix& gradient) {
  const auto weight = [&](std::size_t j) {
    return weights.empty() ? 1.0 : weights(j);
  };
  const double total = sum_of_samples(losses.n_elem, weight);
  for (std::size_t j = 0; j < losses.n_elem; ++j)
    gradient.col(j) *= static_cast<float>(weight(j) / total);
  return sum_of_samples(losses.n_elem, [&](std::size_t j) {
    return weight(j) / total * losses(j);
  });
}
// #endregion canonical_losses

}  // namespace canonical
