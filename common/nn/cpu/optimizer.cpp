#include "nn/cpu/optimizer.hpp"

#include <array>
#include <limits>

#include "nn/core/simd.hpp"
#include "nn/core/sums.hpp"
#include "nn/core/threads.hpp"

namespace nn::cpu {
namespace {

/// Neighboring numbers of all vectors: `lanes`, or fewer at an end.
struct Place {
  std::size_t begin, count;
};

inline Vector load(const float* x, Place at) {
  if (at.count == lanes) return cpu::load(x + at.begin);
  Vector v{};
  for (std::size_t i = 0; i < at.count; ++i)
    v[i] = x[at.begin + i];
  return v;
}

inline void store(float* x, Place at, Vector v) {
  if (at.count == lanes) return cpu::store(x + at.begin, v);
  for (std::size_t i = 0; i < at.count; ++i)
    x[at.begin + i] = v[i];
}

/// f(place) for all numbers of `range`. Those at its end go through the same
/// instructions as all others: however the vectors are cut, among threads or
/// where weights begin, the results are the same.
template <class F>
void for_each_place(Range range, F f) {
  std::size_t i = range.begin;
  for (; i + lanes <= range.end; i += lanes)
    f(Place{i, lanes});
  if (i < range.end) f(Place{i, range.end - i});
}

/// Prefetches what will be written next. All threads have read w in forward(),
/// and their caches share it. Reading it once more, only to write it, would
/// wait twice: for the numbers, and for the other caches to give them up.
inline void fetch_to_write(const float* w) {
  __builtin_prefetch(w + 8 * cache_line, /*to write*/ 1);
}

/// w = w - change(place, g), g as in StepExtras. The optimizers differ only in
/// `change`, which may move their own vectors at that place.
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
  const auto bare = [=](Place at) {
    fetch_to_write(x + at.begin);
    store(x, at, load(x, at) - change(at, scale * load(g, at)));
  };
  const auto penalized = [=](Place at) {
    fetch_to_write(x + at.begin);
    const Vector v = load(x, at), zero{}, one = zero + l1;
    const Vector sign = v > 0 ? one : v < 0 ? -one : zero;
    const Vector d = change(at, fma(l2, v, scale * load(g, at)) + sign);
    store(x, at, v - fma(decay, v, d));
  };
  const auto share = [&](Worker worker) {
    for_each_part(worker.share(w.n_elem, lanes), extras.weights,
                  [&](Range part, bool weights) {
                    if (plain || !weights)
                      for_each_place(part, bare);
                    else
                      for_each_place(part, penalized);
                  });
  };
  Threads::parallel(share, Threads::fed_by_numbers(w.n_elem));
}

/// What an optimizer keeps, or 0 once it has decayed below 1e-30: long before
/// subnormal floats, which take a processor a hundred times as long.
inline Vector kept(Vector v) {
  const Vector size = v < 0 ? -v : v;
  return size < optimizer_zero ? Vector{} : v;  // NaN stays
}

/// Momentum's velocity, one step on: mu v + g.
inline Vector next_velocity(float* velocity, Place at, float mu, Vector g) {
  const Vector next = kept(fma(mu, load(velocity, at), g));
  store(velocity, at, next);
  return next;
}

}  // namespace

void Optimizer::sgd(const arma::fmat& dw, double rate, arma::fmat& w,
                    const StepExtras& extras) {
  const auto eta = static_cast<float>(rate);
  const auto change = [=](Place, Vector g) { return eta * g; };
  update(dw, rate, extras, w, change);
}

void Optimizer::momentum(const arma::fmat& dw, double rate, double mu,
                         arma::fmat& v, arma::fmat& w,
                         const StepExtras& extras) {
  const auto eta = static_cast<float>(rate), keep = static_cast<float>(mu);
  float* velocity = v.memptr();
  const auto change = [=](Place at, Vector g) {
    return eta * next_velocity(velocity, at, keep, g);
  };
  update(dw, rate, extras, w, change);
}

void Optimizer::nesterov(const arma::fmat& dw, double rate, double mu,
                         arma::fmat& v, arma::fmat& w,
                         const StepExtras& extras) {
  const auto eta = static_cast<float>(rate), keep = static_cast<float>(mu);
  float* velocity = v.memptr();
  const auto change = [=](Place at, Vector g) {
    return eta * fma(keep, next_velocity(velocity, at, keep, g), g);
  };
  update(dw, rate, extras, w, change);
}

void Optimizer::adagrad(const arma::fmat& dw, double rate, double epsilon,
                        arma::fmat& s, arma::fmat& w,
                        const StepExtras& extras) {
  const auto eta = static_cast<float>(rate), e = static_cast<float>(epsilon);
  float* square = s.memptr();
  const auto change = [=](Place at, Vector g) {
    const Vector sum = kept(fma(g, g, load(square, at)));
    store(square, at, sum);
    return eta * g / (square_root(sum) + e);
  };
  update(dw, rate, extras, w, change);
}

void Optimizer::rmsprop(const arma::fmat& dw, double rate, double a,
                        double epsilon, arma::fmat& s, arma::fmat& w,
                        const StepExtras& extras) {
  const auto eta = static_cast<float>(rate), e = static_cast<float>(epsilon);
  const auto keep = static_cast<float>(a), take = static_cast<float>(1 - a);
  float* square = s.memptr();
  const auto change = [=](Place at, Vector g) {
    const Vector mean = kept(fma(keep, load(square, at), take * g * g));
    store(square, at, mean);
    return eta * g / (square_root(mean) + e);
  };
  update(dw, rate, extras, w, change);
}

void Optimizer::adam(const arma::fmat& dw, const AdamStep& s, arma::fmat& m,
                     arma::fmat& v, arma::fmat& w, const StepExtras& extras) {
  // Both bias corrections are scalars and stay out of the loop.
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
  const auto change = [=](Place at, Vector g) {
    const Vector first = kept(fma(b1, load(mean, at), c1 * g));
    const Vector second = kept(fma(b2, load(square, at), c2 * g * g));
    store(mean, at, first);
    store(square, at, second);
    return rate * first / fma(square_root(second), all(scale), all(epsilon));
  };
  update(dw, s.learning_rate, extras, w, change);
}

double Optimizer::squared_norm(const arma::fmat& x) {
  double parts[sum_parts] = {};
  const auto share = [&](Worker worker) {
    const Range mine = worker.share(sum_parts);
    for (std::size_t p = mine.begin; p < mine.end; ++p) {
      const Range part = part_of(x.n_elem, p);
      const float* v = x.memptr() + part.begin;
      parts[p] = interleaved_sum(
          part.size(), [=](std::size_t i) { return double{v[i]} * v[i]; });
    }
  };
  Threads::parallel(share, Threads::fed_by_numbers(x.n_elem));
  return tree_sum(parts);
}

void Optimizer::moving_average(const arma::fmat& w, double decay,
                               arma::fmat& average) {
  const auto take = static_cast<float>(1 - decay);
  const auto share = [&](Worker worker) {
    const Range mine = worker.share(w.n_elem, lanes);
    const float* x = w.memptr();
    float* mean = average.memptr();
#pragma omp simd
    for (std::size_t i = mine.begin; i < mine.end; ++i)
      mean[i] = std::fma(take, x[i] - mean[i], mean[i]);
  };
  Threads::parallel(share, Threads::fed_by_numbers(w.n_elem));
}

void Optimizer::swap(arma::fmat& a, arma::fmat& b) {
  std::swap_ranges(a.begin(), a.end(), b.begin());
}

}  // namespace nn::cpu
