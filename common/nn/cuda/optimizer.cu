#include <algorithm>
#include <cmath>

#include "nn/core/error.hpp"
#include "nn/cuda/optimizer.hpp"
#include "nn/cuda/sum.cuh"

namespace nn::cuda {

/// The parts of the parameters that penalties and decay act on.
struct Parts {
  static constexpr int most = 64;
  int begin[most], end[most];
  int count = 0;
  __device__ bool contain(int i) const {
    for (int k = 0; k < count; ++k)
      if (i >= begin[k] && i < end[k]) return true;
    return false;
  }
};

/// StepExtras for the device.
struct Extras {
  Changing<float> decay;  // rate * decay
  float scale, l1, l2;
  Parts weights;  // none if nothing acts on them
};

/// What is kept from step to step decays to 0 as on every backend.
__device__ inline float kept(float v) {
  return fabsf(v) < optimizer_zero ? 0 : v;
}

// #region update
/// w = w - f(i, g) with g as in StepExtras: one thread per weight. The
/// optimizers differ only in f, which may move their own vectors at i.
template <class F>
__global__ void update(int n, F f, Extras extras, const float* dw, float* w) {
  const float decay = extras.decay.get();
  for (int i = first(); i < n; i += step()) {
    const float v = w[i];
    float g = extras.scale * dw[i], shrink = 0;
    if (extras.weights.contain(i)) {
      const float sign = v > 0 ? 1.0f : v < 0 ? -1.0f : 0.0f;
      g += extras.l2 * v + extras.l1 * sign;
      shrink = decay * v;
    }
    w[i] = v - (shrink + f(i, g));
  }
}
// #endregion update

struct SgdRule {
  Changing<float> rate;
  __device__ float operator()(int, float g) const { return rate.get() * g; }
};

struct MomentumRule {
  Changing<float> rate;
  float* v;
  float mu;
  int ahead;  // Nesterov's
  __device__ float operator()(int i, float g) const {
    v[i] = kept(mu * v[i] + g);
    return rate.get() * (ahead ? g + mu * v[i] : v[i]);
  }
};

struct AdaGradRule {
  Changing<float> rate;
  float* s;
  float epsilon, unused = 0;
  __device__ float operator()(int i, float g) const {
    s[i] = kept(s[i] + g * g);
    return rate.get() * g / (sqrtf(s[i]) + epsilon);
  }
};

struct RmsPropRule {
  Changing<float> rate;
  float* s;
  float keep, take, epsilon, unused = 0;
  __device__ float operator()(int i, float g) const {
    s[i] = kept(keep * s[i] + take * g * g);
    return rate.get() * g / (sqrtf(s[i]) + epsilon);
  }
};

// #region adam
/// The two corrections 1 - b^t are scalars, not vectors: they are folded into
/// the rate and the scale.
struct AdamRule {
  Changing<float> rate;   // rate / (1 - b1^t)
  Changing<float> scale;  // 1 / sqrt(1 - b2^t)
  float *m, *v;
  float b1, b2, take1, take2, epsilon, unused = 0;
  __device__ float operator()(int i, float g) const {
    m[i] = kept(b1 * m[i] + take1 * g);
    v[i] = kept(b2 * v[i] + take2 * g * g);
    return rate.get() * m[i] / (sqrtf(v[i]) * scale.get() + epsilon);
  }
};
// #endregion adam

namespace {

Parts parts_of(const StepExtras& extras, std::size_t n) {
  Parts parts{};
  if (extras.l1 == 0 && extras.l2 == 0 && extras.decay == 0) return parts;
  if (extras.weights.size() > Parts::most)
    throw Error(
        "an optimizer on the device takes decay in at most 64 parts "
        "of the parameters: found " +
        std::to_string(extras.weights.size()));
  for (const Range& part : extras.weights) {
    parts.begin[parts.count] = as_int(std::min(part.begin, n));
    parts.end[parts.count++] = as_int(std::min(part.end, n));
  }
  return parts;
}

Changing<float> changing(double number) {
  return graph_capture().changing(static_cast<float>(number));
}

template <class F>
void run(F f, const Matrix& dw, double rate, Matrix& w,
         const StepExtras& extras, const Place& where) {
  const Extras all = {
      changing(rate * extras.decay), static_cast<float>(extras.scale),
      static_cast<float>(extras.l1), static_cast<float>(extras.l2),
      parts_of(extras, w.n_elem)};
  launch(over(w.n_elem, where), update<F>, as_int(w.n_elem), f, all, dw.data(),
         w.data());
}

}  // namespace

void Optimizer::sgd(const Matrix& dw, double rate, Matrix& w,
                    const StepExtras& extras) {
  run(SgdRule{changing(rate)}, dw, rate, w, extras, Place::current());
}

void Optimizer::momentum(const Matrix& dw, double rate, double mu, Matrix& v,
                         Matrix& w, const StepExtras& extras) {
  run(MomentumRule{changing(rate), v.data(), static_cast<float>(mu), 0}, dw,
      rate, w, extras, Place::current());
}

void Optimizer::nesterov(const Matrix& dw, double rate, double mu, Matrix& v,
                         Matrix& w, const StepExtras& extras) {
  run(MomentumRule{changing(rate), v.data(), static_cast<float>(mu), 1}, dw,
      rate, w, extras, Place::current());
}

void Optimizer::adagrad(const Matrix& dw, double rate, double epsilon,
                        Matrix& s, Matrix& w, const StepExtras& extras) {
  run(AdaGradRule{changing(rate), s.data(), static_cast<float>(epsilon)}, dw,
      rate, w, extras, Place::current());
}

void Optimizer::rmsprop(const Matrix& dw, double rate, double a, double epsilon,
                        Matrix& s, Matrix& w, const StepExtras& extras) {
  run(RmsPropRule{changing(rate), s.data(), static_cast<float>(a),
                  static_cast<float>(1 - a), static_cast<float>(epsilon)},
      dw, rate, w, extras, Place::current());
}

void Optimizer::adam(const Matrix& dw, const AdamStep& s, Matrix& m, Matrix& v,
                     Matrix& w, const StepExtras& extras) {
  const auto t = static_cast<double>(s.step);
  const AdamRule rule = {changing(s.learning_rate / (1 - std::pow(s.beta1, t))),
                         changing(1 / std::sqrt(1 - std::pow(s.beta2, t))),
                         m.data(),
                         v.data(),
                         static_cast<float>(s.beta1),
                         static_cast<float>(s.beta2),
                         static_cast<float>(1 - s.beta1),
                         static_cast<float>(1 - s.beta2),
                         static_cast<float>(s.epsilon)};
  run(rule, dw, s.learning_rate, w, extras, Place::current());
}

// ---- what else acts on flat vectors

struct Square {
  const float* x;
  __device__ float operator()(int i) const { return x[i] * x[i]; }
};

Scalar Optimizer::squared_norm(const Matrix& x) {
  sum_of(x.n_elem, Square{x.data()}, 1, scalar_place(norm_place));
  return Scalar(scalar_place(norm_place));
}

__global__ void move_average(int n, const float* w, float take,
                             float* average) {
  for (int i = first(); i < n; i += step())
    average[i] += take * (w[i] - average[i]);
}

void Optimizer::moving_average(const Matrix& w, double decay, Matrix& average) {
  launch(over(w.n_elem), move_average, as_int(w.n_elem), w.data(),
         static_cast<float>(1 - decay), average.data());
}

__global__ void swap_numbers(int n, float* a, float* b) {
  for (int i = first(); i < n; i += step()) {
    const float kept = a[i];
    a[i] = b[i];
    b[i] = kept;
  }
}

void Optimizer::swap(Matrix& a, Matrix& b) {
  launch(over(a.n_elem), swap_numbers, as_int(a.n_elem), a.data(), b.data());
}

}  // namespace nn::cuda
