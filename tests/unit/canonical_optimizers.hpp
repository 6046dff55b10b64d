/// Every step of the optimizers, number by number: canonical_order.hpp goes on.
#pragma once

#include "nn/core/optimizer_step.hpp"

#include "canonical_order.hpp"

namespace canonical {

// #region canonical_step
/// What an optimizer keeps fades to 0, not to the smallest floats.
inline float kept(float v) {
  return std::abs(v) < 1e-30f ? 0 : v;
}

inline bool is_in(std::size_t i, std::span<const nn::Range> ranges) {
  return std::ranges::any_of(ranges, [=](const nn::Range& range) {
    return range.begin <= i && i < range.end;
  });
}

/// w = w - change(i, g) for every number i; see StepExtras.
template <class Change>
void step(const Matrix& dw, double rate, const nn::StepExtras& extras,
          Matrix& w, Change change) {
  const auto scale = static_cast<float>(extras.scale);
  const auto l1 = static_cast<float>(extras.l1);
  const auto l2 = static_cast<float>(extras.l2);
  const auto decay = static_cast<float>(rate * extras.decay);
  const bool penalties = l1 != 0 || l2 != 0 || decay != 0;
  for (std::size_t i = 0; i < w.n_elem; ++i) {
    float& v = w(i);
    const float g = scale * dw(i);
    if (penalties && is_in(i, extras.weights)) {
      const float pull = v > 0 ? l1 : v < 0 ? -l1 : 0;
      v -= std::fma(decay, v, change(i, std::fma(l2, v, g) + pull));
    } else {
      v -= change(i, g);
    }
  }
}
// #endregion canonical_step

// #region canonical_optimizers
struct Optimizer {
  static void sgd(const Matrix& dw, double rate, Matrix& w,
                  const nn::StepExtras& extras) {
    const auto eta = static_cast<float>(rate);
    step(dw, rate, extras, w, [=](std::size_t, float g) { return eta * g; });
  }

  static void momentum(const Matrix& dw, double rate, double mu, Matrix& v,
                       Matrix& w, const nn::StepExtras& extras) {
    const auto eta = static_cast<float>(rate), keep = static_cast<float>(mu);
    step(dw, rate, extras, w, [&](std::size_t i, float g) {
      v(i) = kept(std::fma(keep, v(i), g));
      return eta * v(i);
    });
  }

  static void nesterov(const Matrix& dw, double rate, double mu, Matrix& v,
                       Matrix& w, const nn::StepExtras& extras) {
    const auto eta = static_cast<float>(rate), keep = static_cast<float>(mu);
    step(dw, rate, extras, w, [&](std::size_t i, float g) {
      v(i) = kept(std::fma(keep, v(i), g));
      return eta * std::fma(keep, v(i), g);
    });
  }

  static void adagrad(const Matrix& dw, double rate, double epsilon, Matrix& s,
                      Matrix& w, const nn::StepExtras& extras) {
    const auto eta = static_cast<float>(rate), e = static_cast<float>(epsilon);
    step(dw, rate, extras, w, [&](std::size_t i, float g) {
      s(i) = kept(std::fma(g, g, s(i)));
      return eta * g / (std::sqrt(s(i)) + e);
    });
  }

  static void rmsprop(const Matrix& dw, double rate, double a, double epsilon,
                      Matrix& s, Matrix& w, const nn::StepExtras& extras) {
    const auto eta = static_cast<float>(rate), e = static_cast<float>(epsilon);
    const auto keep = static_cast<float>(a), take = static_cast<float>(1 - a);
    step(dw, rate, extras, w, [&](std::size_t i, float g) {
      s(i) = kept(std::fma(keep, s(i), take * g * g));
      return eta * g / (std::sqrt(s(i)) + e);
    });
  }

  static void adam(const Matrix& dw, const nn::AdamStep& s, Matrix& m,
                   Matrix& v, Matrix& w, const nn::StepExtras& extras) {
    const auto t = static_cast<double>(s.step);
    const auto b1 = static_cast<float>(s.beta1),
               b2 = static_cast<float>(s.beta2);
    const auto c1 = static_cast<float>(1 - s.beta1);
    const auto c2 = static_cast<float>(1 - s.beta2);
    const auto rate =
        static_cast<float>(s.learning_rate / (1 - std::pow(s.beta1, t)));
    const auto scale =
        static_cast<float>(1 / std::sqrt(1 - std::pow(s.beta2, t)));
    const auto epsilon = static_cast<float>(s.epsilon);
    step(dw, s.learning_rate, extras, w, [&](std::size_t i, float g) {
      m(i) = kept(std::fma(b1, m(i), c1 * g));
      v(i) = kept(std::fma(b2, v(i), c2 * g * g));
      return rate * m(i) / std::fma(std::sqrt(v(i)), scale, epsilon);
    });
  }

  /// Weights' running mean.
  static void moving_average(const Matrix& w, double decay, Matrix& average) {
    const auto take = static_cast<float>(1 - decay);
    for (std::size_t i = 0; i < w.n_elem; ++i)
      average(i) = std::fma(take, w(i) - average(i), average(i));
  }
};
// #endregion canonical_optimizers

}  // namespace canonical
