#include "nn/cpu/optimizer.hpp"

#include <limits>

#include "nn/cpu/threads.hpp"

namespace nn::cpu {
namespace {

/// Cuts `share` where the weights begin and end: f(begin, end, are_weights).
template <class F>
void for_each_piece(Range share, std::span<const Range> weights, F f) {
  std::size_t at = share.begin;
  for (const Range& part : weights) {
    const std::size_t begin = std::clamp(part.begin, at, share.end);
    const std::size_t end = std::clamp(part.end, begin, share.end);
    if (at < begin) f(at, begin, false);
    if (begin < end) f(begin, end, true);
    at = end;
  }
  if (at < share.end) f(at, share.end, false);
}

/// w = w - change(i, g), g as in StepExtras. The optimizers differ only in
/// `change`, which may move their own vectors at i.
template <class Change>
void update(const arma::fmat& dw, double rate, const StepExtras& extras,
            arma::fmat& w, Change change) {
  const auto scale = static_cast<float>(extras.scale);
  const auto l1 = static_cast<float>(extras.l1);
  const auto l2 = static_cast<float>(extras.l2);
  const auto decay = static_cast<float>(rate * extras.decay);
  const bool plain = l1 == 0 && l2 == 0 && decay == 0;
  Threads::parallel([&](Worker worker) {
    const auto piece = [&](std::size_t begin, std::size_t end, bool weights) {
      const float* g = dw.memptr();
      float* x = w.memptr();
      if (plain || !weights) {
#pragma omp simd
        for (std::size_t i = begin; i < end; ++i)
          x[i] -= change(i, scale * g[i]);
      } else {
#pragma omp simd
        for (std::size_t i = begin; i < end; ++i) {
          const float v = x[i];
          const float sign = v > 0 ? l1 : v < 0 ? -l1 : 0.0f;
          x[i] = v - (decay * v + change(i, scale * g[i] + l2 * v + sign));
        }
      }
    };
    for_each_piece(worker.share(w.n_elem), extras.weights, piece);
  });
}

/// The square root of v >= 0. The processor's fast estimate takes the smallest
/// numbers (below 1.2e-38) for 0, and 1/0 would become NaN.
inline float root(float v) {
  const float least = std::numeric_limits<float>::min();
  return std::sqrt(v < least ? least : v);
}

}  // namespace

void Optimizer::sgd(const arma::fmat& dw, double rate, arma::fmat& w,
                    const StepExtras& extras) {
  const auto eta = static_cast<float>(rate);
  update(dw, rate, extras, w, [=](std::size_t, float g) { return eta * g; });
}

void Optimizer::momentum(const arma::fmat& dw, double rate, double mu,
                         arma::fmat& v, arma::fmat& w,
                         const StepExtras& extras) {
  const auto eta = static_cast<float>(rate), keep = static_cast<float>(mu);
  float* velocity = v.memptr();
  update(dw, rate, extras, w, [=](std::size_t i, float g) {
    velocity[i] = keep * velocity[i] + g;
    return eta * velocity[i];
  });
}

void Optimizer::nesterov(const arma::fmat& dw, double rate, double mu,
                         arma::fmat& v, arma::fmat& w,
                         const StepExtras& extras) {
  const auto eta = static_cast<float>(rate), keep = static_cast<float>(mu);
  float* velocity = v.memptr();
  update(dw, rate, extras, w, [=](std::size_t i, float g) {
    velocity[i] = keep * velocity[i] + g;
    return eta * (g + keep * velocity[i]);
  });
}

void Optimizer::adagrad(const arma::fmat& dw, double rate, double epsilon,
                        arma::fmat& s, arma::fmat& w,
                        const StepExtras& extras) {
  const auto eta = static_cast<float>(rate), e = static_cast<float>(epsilon);
  float* square = s.memptr();
  update(dw, rate, extras, w, [=](std::size_t i, float g) {
    square[i] += g * g;
    return eta * g / (root(square[i]) + e);
  });
}

void Optimizer::rmsprop(const arma::fmat& dw, double rate, double a,
                        double epsilon, arma::fmat& s, arma::fmat& w,
                        const StepExtras& extras) {
  const auto eta = static_cast<float>(rate), e = static_cast<float>(epsilon);
  const auto keep = static_cast<float>(a), take = static_cast<float>(1 - a);
  float* square = s.memptr();
  update(dw, rate, extras, w, [=](std::size_t i, float g) {
    square[i] = keep * square[i] + take * g * g;
    return eta * g / (root(square[i]) + e);
  });
}

void Optimizer::adam(const arma::fmat& dw, const AdamStep& s, arma::fmat& m,
                     arma::fmat& v, arma::fmat& w, const StepExtras& extras) {
  // Both bias corrections are numbers, not vectors: taken out of the loop.
  const auto t = static_cast<double>(s.step);
  const auto rate =
      static_cast<float>(s.learning_rate / (1 - std::pow(s.beta1, t)));
  const auto scale =
      static_cast<float>(1 / std::sqrt(1 - std::pow(s.beta2, t)));
  const auto b1 = static_cast<float>(s.beta1), b2 = static_cast<float>(s.beta2);
  const auto c1 = static_cast<float>(1 - s.beta1);
  const auto c2 = static_cast<float>(1 - s.beta2);
  const auto epsilon = static_cast<float>(s.epsilon);
  float *mean = m.memptr(), *square = v.memptr();
  update(dw, s.learning_rate, extras, w, [=](std::size_t i, float g) {
    mean[i] = b1 * mean[i] + c1 * g;
    square[i] = b2 * square[i] + c2 * g * g;
    return rate * mean[i] / (root(square[i]) * scale + epsilon);
  });
}

double Optimizer::squared_norm(const arma::fmat& x) {
  // As many parts for one thread as for many, added in the same order.
  std::array<double, 64> parts{};
  Threads::parallel([&](Worker worker) {
    const Range mine = worker.share(parts.size());
    for (std::size_t p = mine.begin; p < mine.end; ++p) {
      const auto [begin, end] = Worker{p, parts.size()}.share(x.n_elem);
      const float* v = x.memptr();
      double sum = 0;
#pragma omp simd reduction(+ : sum)
      for (std::size_t i = begin; i < end; ++i)
        sum += double{v[i]} * v[i];
      parts[p] = sum;
    }
  });
  double sum = 0;
  for (const double part : parts)
    sum += part;
  return sum;
}

void Optimizer::moving_average(const arma::fmat& w, double keep,
                               arma::fmat& average) {
  const auto take = static_cast<float>(1 - keep);
  Threads::parallel([&](Worker worker) {
    const auto [begin, end] = worker.share(w.n_elem);
    const float* x = w.memptr();
    float* mean = average.memptr();
#pragma omp simd
    for (std::size_t i = begin; i < end; ++i)
      mean[i] += take * (x[i] - mean[i]);
  });
}

void Optimizer::swap(arma::fmat& a, arma::fmat& b) {
  std::swap_ranges(a.begin(), a.end(), b.begin());
}

}  // namespace nn::cpu
