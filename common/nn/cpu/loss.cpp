#include "nn/cpu/loss.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "nn/core/sums.hpp"
#include "nn/core/vector_math.hpp"

namespace nn::cpu {
namespace {

/// One sample: writes the gradient, returns the loss.
float softmax_cross_entropy_column(const float* logits, std::size_t classes,
                                   std::size_t label, float scale,
                                   float* gradient) {
  const float score = logits[label];
  float largest = logits[0];
  for (std::size_t i = 1; i < classes; ++i)
    largest = logits[i] > largest ? logits[i] : largest;
#pragma omp simd
  for (std::size_t i = 0; i < classes; ++i)
    gradient[i] = vector_exp(logits[i] - largest);
  float sum = 0;
  for (std::size_t i = 0; i < classes; ++i)
    sum += gradient[i];
  const float factor = scale / sum;
#pragma omp simd
  for (std::size_t i = 0; i < classes; ++i)
    gradient[i] *= factor;
  gradient[label] -= scale;
  return vector_log(sum) - (score - largest);
}

constexpr std::size_t few_classes = 16;
constexpr std::size_t side = 16;  // samples side by side

/// Up to 16 samples of at most 16 classes: writes gradients and losses. Ten
/// numbers per sample would be too few for vector registers, and each step
/// would wait for the previous one; so 16 samples take every step together.
void softmax_cross_entropy_block(const float* logits, std::size_t classes,
                                 std::span<const std::int32_t> labels,
                                 float scale, float* gradient, float* losses) {
  alignas(64) float z[few_classes][side] = {};  // [class][sample]
  alignas(64) float e[few_classes][side] = {};
  alignas(64) std::array<float, side> largest{}, sum{}, factor{};
  for (std::size_t j = 0; j < labels.size(); ++j)
    for (std::size_t i = 0; i < classes; ++i)
      z[i][j] = logits[j * classes + i];
  std::copy_n(z[0], side, largest.begin());
  for (std::size_t i = 1; i < classes; ++i)
    for (std::size_t j = 0; j < side; ++j)
      largest[j] = z[i][j] > largest[j] ? z[i][j] : largest[j];
  for (std::size_t i = 0; i < classes; ++i)
#pragma omp simd
    for (std::size_t j = 0; j < side; ++j)
      e[i][j] = vector_exp(z[i][j] - largest[j]);
  for (std::size_t i = 0; i < classes; ++i)
    for (std::size_t j = 0; j < side; ++j)
      sum[j] += e[i][j];
  for (std::size_t j = 0; j < side; ++j)
    factor[j] = scale / sum[j];
  for (std::size_t j = 0; j < labels.size(); ++j) {
    const auto label = static_cast<std::size_t>(labels[j]);
    float* const g = gradient + j * classes;
    for (std::size_t i = 0; i < classes; ++i)
      g[i] = e[i][j] * factor[j];
    g[label] -= scale;
    losses[j] = vector_log(sum[j]) - (z[label][j] - largest[j]);
  }
}

/// All samples; f(j, loss) receives the loss of sample j.
template <class F>
void each_softmax_cross_entropy(const arma::fmat& logits,
                                const Loss::Labels& labels, float scale,
                                arma::fmat& dlogits, F f) {
  const bool few = logits.n_rows <= few_classes;
  std::array<float, side> losses{};
  for (std::size_t j = 0; j < labels.size(); j += side) {
    const auto some = labels.subspan(j, std::min(side, labels.size() - j));
    const float* z = logits.colptr(j);
    float* gradient = dlogits.colptr(j);
    if (few)
      softmax_cross_entropy_block(z, logits.n_rows, some, scale, gradient,
                                  losses.data());
    for (std::size_t k = 0; k < some.size(); ++k)
      f(j + k, few ? losses[k]
                   : softmax_cross_entropy_column(
                         z + k * logits.n_rows, logits.n_rows,
                         static_cast<std::size_t>(some[k]), scale,
                         gradient + k * logits.n_rows));
  }
}

/// One sample: scores above the margin pull. The label's own margin is exactly
/// 1; it stays in the loop, to keep it branch-free, and is subtracted later.
float hinge_column(const float* scores, std::size_t classes, std::size_t label,
                   float* gradient) {
  const float edge = 1 - scores[label];
  float sum = 0, active = 0;
  for (std::size_t i = 0; i < classes; ++i) {
    const float margin = i == label ? 1 : scores[i] + edge;
    sum += margin < 0 ? 0 : margin;  // NaN stays
    active += gradient[i] = margin > 0 ? 1.0f : 0.0f;
  }
  gradient[label] = 1 - active;
  return sum - 1;
}

/// One loss per number, averaged over each sample: f(y, target, slope) returns
/// the loss and writes its derivative.
template <class F>
void each_number(const arma::fmat& y, const arma::fmat& target,
                 arma::fmat& losses, arma::fmat& dy, F f) {
  const float share = 1 / static_cast<float>(y.n_rows);
  for (arma::uword j = 0; j < y.n_cols; ++j) {
    const float *a = y.colptr(j), *b = target.colptr(j);
    float* gradient = dy.colptr(j);
    const double sum = interleaved_sum(y.n_rows, [=](std::size_t i) {
      float slope;
      const double loss = f(a[i], b[i], slope);
      gradient[i] = share * slope;
      return loss;
    });
    losses[j] = share * static_cast<float>(sum);
  }
}

}  // namespace

double Loss::softmax_cross_entropy(const arma::fmat& logits,
                                   const Labels& labels, arma::fmat& dlogits) {
  // A loop over 10 classes per sample is too short to be worth a second thread
  // below a few thousand samples.
  const float scale = 1 / static_cast<float>(logits.n_cols);
  double parts[sum_parts] = {};
  each_softmax_cross_entropy(logits, labels, scale, dlogits,
                             [&](std::size_t j, float loss) {
                               parts[part_with(j, logits.n_cols)] += loss;
                             });
  return tree_sum(parts) / static_cast<double>(logits.n_cols);
}

double Loss::mean_squared_error(const arma::fmat& y, const arma::fmat& target,
                                arma::fmat& dy) {
  const auto count = static_cast<double>(y.n_elem);
  const auto factor = static_cast<float>(2 / count);
  const auto sample = [&](std::size_t j) {
    const float *a = y.colptr(j), *b = target.colptr(j);
    float* gradient = dy.colptr(j);
    return interleaved_sum(y.n_rows, [=](std::size_t i) {
      const float error = a[i] - b[i];
      gradient[i] = factor * error;
      return double{error} * error;
    });
  };
  return sum_in_parts(y.n_cols, sample) / count;
}

void Loss::softmax_cross_entropies(const arma::fmat& logits,
                                   const Labels& labels, double smoothing,
                                   arma::fmat& losses, arma::fmat& dlogits) {
  // Moving the share s of the target from the label to all K classes changes
  // the loss by -s mean(z - z[label]), the gradient by s (onehot - 1 / K).
  const auto s = static_cast<float>(smoothing);
  const float mean = 1 / static_cast<float>(logits.n_rows);
  each_softmax_cross_entropy(
      logits, labels, 1, dlogits,
      [&](std::size_t j, float loss) { losses[j] = loss; });
  if (s == 0) return;
  for (arma::uword j = 0; j < logits.n_cols; ++j) {
    const auto label = static_cast<std::size_t>(labels[j]);
    const float* z = logits.colptr(j);
    float* gradient = dlogits.colptr(j);
    const double sum = interleaved_sum(logits.n_rows, [=](std::size_t i) {
      gradient[i] -= s * mean;
      return double{z[i] - z[label]};
    });
    gradient[label] += s;
    losses[j] -= s * mean * static_cast<float>(sum);
  }
}

void Loss::hinge_losses(const arma::fmat& scores, const Labels& labels,
                        arma::fmat& losses, arma::fmat& dscores) {
  for (arma::uword j = 0; j < scores.n_cols; ++j)
    losses[j] =
        hinge_column(scores.colptr(j), scores.n_rows,
                     static_cast<std::size_t>(labels[j]), dscores.colptr(j));
}

void Loss::squared_errors(const arma::fmat& y, const arma::fmat& target,
                          arma::fmat& losses, arma::fmat& dy) {
  each_number(y, target, losses, dy, [](float a, float b, float& slope) {
    slope = 2 * (a - b);
    return (a - b) * (a - b);
  });
}

void Loss::absolute_errors(const arma::fmat& y, const arma::fmat& target,
                           arma::fmat& losses, arma::fmat& dy) {
  each_number(y, target, losses, dy, [](float a, float b, float& slope) {
    const float error = a - b;
    slope = error > 0 ? 1.0f : error < 0 ? -1.0f : 0.0f;
    return error < 0 ? -error : error;
  });
}

void Loss::binary_cross_entropies(const arma::fmat& z, const arma::fmat& target,
                                  arma::fmat& losses, arma::fmat& dz) {
  each_number(z, target, losses, dz, [](float x, float t, float& slope) {
    const float e = vector_exp(x < 0 ? x : -x);  // exp(-|x|)
    slope = (x < 0 ? e : 1.0f) / (1 + e) - t;
    return (x < 0 ? 0 : x) - x * t + vector_log1p(e);
  });
}

double Loss::weighted_mean(const arma::fmat& weights, const arma::fmat& losses,
                           arma::fmat& gradient) {
  const bool equal = weights.empty();
  const std::size_t n = losses.n_elem;
  const auto weight = [&](std::size_t j) -> double {
    return equal ? 1 : weights[j];
  };
  const double total = equal ? static_cast<double>(n) : sum_in_parts(n, weight);
  return sum_in_parts(n, [&](std::size_t j) {
    const double share = weight(j) / total;
    const auto factor = static_cast<float>(share);
    float* column = gradient.colptr(j);
#pragma omp simd
    for (arma::uword i = 0; i < gradient.n_rows; ++i)
      column[i] *= factor;
    return share * losses[j];
  });
}

std::size_t Loss::count_correct(const arma::fmat& logits,
                                const Labels& labels) {
  std::size_t correct = 0;
  for (arma::uword j = 0; j < logits.n_cols; ++j) {
    const float* z = logits.colptr(j);
    const float* largest = std::max_element(z, z + logits.n_rows);
    correct += largest - z == labels[j];
  }
  return correct;
}

}  // namespace nn::cpu
