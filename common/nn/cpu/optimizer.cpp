#include "nn/cpu/optimizer.hpp"

#include <limits>

#include "nn/cpu/simd.hpp"
#include "nn/cpu/threads.hpp"

namespace nn::cpu {
namespace {

/// Asks for what will be written next. All threads have read x in forward(),
/// and their caches share it. Whoever then asks to read it once more, only to
/// write it, waits twice: for the numbers, and for the other caches to give
/// them up.
void fetch_to_write(const float* x, std::size_t count) {
  for (std::size_t i = 0; i < count; i += cache_line)
    __builtin_prefetch(x + i, /*to write*/ 1);
}

/// Cuts `share` of x where the weights begin and end, and into short pieces:
/// f(begin, end, are_weights), while the next piece is fetched.
template <class F>
void for_each_piece(Range share, std::span<const Range> weights, const float* x,
                    F f) {
  constexpr std::size_t most = 8 * cache_line;
  auto part = weights.begin();
  for (std::size_t at = share.begin; at < share.end;) {
    while (part != weights.end() && part->end <= at)
      ++part;
    const bool last = part == weights.end();
    const bool inside = !last && part->begin <= at;
    const std::size_t next = last     ? share.end
                             : inside ? part->end
                                      : part->begin;
    const std::size_t end = std::min({next, share.end, at + most});
    fetch_to_write(x + end, std::min(most, share.end - end));
    f(at, end, inside);
    at = end;
  }
}

/// w = w - change(i, g), g as in StepExtras. The optimizers differ only in
/// `change`, which may move their own vectors at i. It has to become part of
/// the loops (always_inline): a call would undo the vectors.
template <class Change>
void update(const arma::fmat& dw, double rate, const StepExtras& extras,
            arma::fmat& w, Change change) {
  const auto scale = static_cast<float>(extras.scale);
  const auto l1 = static_cast<float>(extras.l1);
  const auto l2 = static_cast<float>(extras.l2);
  const auto decay = static_cast<float>(rate * extras.decay);
  const bool plain = l1 == 0 && l2 == 0 && decay == 0;
  const float* g = dw.memptr();
  float* x = w.memptr();
  const auto piece = [=](std::size_t begin, std::size_t end, bool weights) {
    if (plain || !weights) {
#pragma omp simd
      for (std::size_t i = begin; i < end; ++i)
        x[i] -= change(i, scale * g[i]);
      return;
    }
#pragma omp simd
    for (std::size_t i = begin; i < end; ++i) {
      const float v = x[i];
      const float sign = v > 0 ? l1 : v < 0 ? -l1 : 0.0f;
      x[i] = v - (decay * v + change(i, scale * g[i] + l2 * v + sign));
    }
  };
  Threads::parallel([&](Worker worker) {
    for_each_piece(worker.share(w.n_elem, lanes), extras.weights, x, piece);
  });
}

/// Added to every square before its root is taken. The processor's fast
/// estimate treats numbers below this one as 0, and 1/0 would become NaN.
constexpr float tiny = std::numeric_limits<float>::min();

}  // namespace

void Optimizer::sgd(const arma::fmat& dw, double rate, arma::fmat& w,
                    const StepExtras& extras) {
  const auto eta = static_cast<float>(rate);
  const auto change = [=](std::size_t, float g) __attribute__((always_inline)) {
    return eta * g;
  };
  update(dw, rate, extras, w, change);
}

void Optimizer::momentum(const arma::fmat& dw, double rate, double mu,
                         arma::fmat& v, arma::fmat& w,
                         const StepExtras& extras) {
  const auto eta = static_cast<float>(rate), keep = static_cast<float>(mu);
  float* velocity = v.memptr();
  const auto change = [=](std::size_t i, float g)
      __attribute__((always_inline)) {
    velocity[i] = keep * velocity[i] + g;
    return eta * velocity[i];
  };
  update(dw, rate, extras, w, change);
}

void Optimizer::nesterov(const arma::fmat& dw, double rate, double mu,
                         arma::fmat& v, arma::fmat& w,
                         const StepExtras& extras) {
  const auto eta = static_cast<float>(rate), keep = static_cast<float>(mu);
  float* velocity = v.memptr();
  const auto change = [=](std::size_t i, float g)
      __attribute__((always_inline)) {
    velocity[i] = keep * velocity[i] + g;
    return eta * (g + keep * velocity[i]);
  };
  update(dw, rate, extras, w, change);
}

void Optimizer::adagrad(const arma::fmat& dw, double rate, double epsilon,
                        arma::fmat& s, arma::fmat& w,
                        const StepExtras& extras) {
  const auto eta = static_cast<float>(rate), e = static_cast<float>(epsilon);
  float* square = s.memptr();
  const auto change = [=](std::size_t i, float g)
      __attribute__((always_inline)) {
    square[i] += g * g + tiny;
    return eta * g / (std::sqrt(square[i]) + e);
  };
  update(dw, rate, extras, w, change);
}

void Optimizer::rmsprop(const arma::fmat& dw, double rate, double a,
                        double epsilon, arma::fmat& s, arma::fmat& w,
                        const StepExtras& extras) {
  const auto eta = static_cast<float>(rate), e = static_cast<float>(epsilon);
  const auto keep = static_cast<float>(a), take = static_cast<float>(1 - a);
  float* square = s.memptr();
  const auto change = [=](std::size_t i, float g)
      __attribute__((always_inline)) {
    square[i] = keep * square[i] + (take * g * g + tiny);
    return eta * g / (std::sqrt(square[i]) + e);
  };
  update(dw, rate, extras, w, change);
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
  const auto change = [=](std::size_t i, float g)
      __attribute__((always_inline)) {
    mean[i] = b1 * mean[i] + c1 * g;
    square[i] = b2 * square[i] + (c2 * g * g + tiny);
    return rate * mean[i] / (std::sqrt(square[i]) * scale + epsilon);
  };
  update(dw, s.learning_rate, extras, w, change);
}

double Optimizer::squared_norm(const arma::fmat& x) {
  // As many parts for one thread as for many, added in the same order.
  std::array<double, 64> parts{};
  Threads::parallel([&](Worker worker) {
    const Range mine = worker.share(parts.size());
    for (std::size_t p = mine.begin; p < mine.end; ++p) {
      const Range part = Worker{p, parts.size()}.share(x.n_elem);
      const float* v = x.memptr();
      double sum = 0;
#pragma omp simd reduction(+ : sum)
      for (std::size_t i = part.begin; i < part.end; ++i)
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
    const Range mine = worker.share(w.n_elem, lanes);
    const float* x = w.memptr();
    float* mean = average.memptr();
#pragma omp simd
    for (std::size_t i = mine.begin; i < mine.end; ++i)
      mean[i] += take * (x[i] - mean[i]);
  });
}

void Optimizer::swap(arma::fmat& a, arma::fmat& b) {
  std::swap_ranges(a.begin(), a.end(), b.begin());
}

}  // namespace nn::cpu
