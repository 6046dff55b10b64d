#include "nn/cpu/optimizer.hpp"

#include "nn/cpu/threads.hpp"

namespace nn::cpu {

void Optimizer::sgd(const arma::fmat& dw, double rate, arma::fmat& w) {
  const auto eta = static_cast<float>(rate);
  Threads::parallel([&](Worker worker) {
    const auto [begin, end] = worker.share(w.n_elem);
    const float* g = dw.memptr();
    float* x = w.memptr();
#pragma omp simd
    for (std::size_t i = begin; i < end; ++i)
      x[i] -= eta * g[i];
  });
}

void Optimizer::momentum(const arma::fmat& dw, double rate, double mu,
                         arma::fmat& v, arma::fmat& w) {
  const auto eta = static_cast<float>(rate), keep = static_cast<float>(mu);
  Threads::parallel([&](Worker worker) {
    const auto [begin, end] = worker.share(w.n_elem);
    const float* g = dw.memptr();
    float *velocity = v.memptr(), *x = w.memptr();
#pragma omp simd
    for (std::size_t i = begin; i < end; ++i) {
      velocity[i] = keep * velocity[i] + g[i];
      x[i] -= eta * velocity[i];
    }
  });
}

void Optimizer::adam(const arma::fmat& dw, const AdamStep& s, arma::fmat& m,
                     arma::fmat& v, arma::fmat& w) {
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
  Threads::parallel([&](Worker worker) {
    const auto [begin, end] = worker.share(w.n_elem);
    const float* g = dw.memptr();
    float *mean = m.memptr(), *square = v.memptr(), *x = w.memptr();
#pragma omp simd
    for (std::size_t i = begin; i < end; ++i) {
      mean[i] = b1 * mean[i] + c1 * g[i];
      square[i] = b2 * square[i] + c2 * g[i] * g[i];
      x[i] -= rate * mean[i] / (std::sqrt(square[i]) * scale + epsilon);
    }
  });
}

}  // namespace nn::cpu
