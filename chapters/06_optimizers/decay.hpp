/// Learning-rate schedules: their curves, why a constant rate never converges,
/// and what decay does for a network on real images.
#pragma once

#include <numbers>

#include "nn/core/random.hpp"

#include "image_race.hpp"

namespace chapter06 {

/// A library schedule with its name in both languages.
struct NamedSchedule {
  std::string name;
  nn::Schedule schedule;
};

inline std::vector<NamedSchedule> all_schedules() {
  return {{"constant | 常数", nn::constant()},
          {"step | 阶梯", nn::step_decay(0.3, 0.1)},
          {"exponential | 指数", nn::exponential(0.01)},
          {"linear | 线性", nn::linear_to_zero()},
          {"cosine | 余弦", nn::cosine()},
          {"one-cycle | 单周期", nn::one_cycle(0.3)},
          {"warm-up, cosine | 预热加余弦", nn::cosine().with_warm_up(0.1)}};
}

// #region formulas
/// The share of the rate at part p of the training, 0 <= p < 1.
inline double step_share(double p) {
  return std::pow(0.1, std::floor(p / 0.3));  // a tenth, three times
}
inline double exponential_share(double p) {
  return std::pow(0.01, p);
}
inline double cosine_share(double p) {
  return (1 + std::cos(std::numbers::pi * p)) / 2;
}
/// Linear from 1/100 to 1 in the first tenth, then a cosine for the rest.
inline double warm_up_cosine_share(double p) {
  return p < 0.1 ? 0.01 + 0.99 * p / 0.1 : cosine_share((p - 0.1) / 0.9);
}
// #endregion formulas

/// Largest difference between a formula above and the library schedule.
inline double schedule_difference(double (*share)(double),
                                  const nn::Schedule& schedule, int steps) {
  double largest = 0;
  for (int t = 0; t < steps; ++t)
    largest = std::max(
        largest, std::abs(share(double(t) / steps) - schedule.at(t, steps)));
  return largest;
}

/// A valley with a noisy gradient: f = w^2/2, gradient w + noise of standard
/// deviation 1, as with mini-batches.
struct NoisyValley {
  double rate = 0.5;
  nn::Schedule schedule = nn::constant();
  arma::uword walkers = 4000;  ///< independent runs to average over
  int steps = 200;
  double noise = 1;
  std::uint64_t seed = 1;

  /// Where SGD with a constant rate stops falling: E[w'^2] = E[w^2] with
  /// w' = (1 - rate) w - rate n gives E[f] = rate / (2 (2 - rate)).
  double floor() const { return noise * noise * rate / (2 * (2 - rate)); }
};

// #region noise
/// The mean height of all walkers before each step and after the last.
inline arma::vec mean_heights(const NoisyValley& v) {
  arma::mat w(v.walkers, 1, arma::fill::value(5)), g(v.walkers, 1);
  nn::Sgd<Exact> sgd({w, g}, v.rate);
  nn::Random random(v.seed, nn::Stream::data);
  arma::vec heights(v.steps + 1);
  for (int t = 0; t <= v.steps; ++t) {
    heights(t) = arma::mean(arma::vectorise(arma::square(w))) / 2;
    for (arma::uword i = 0; i < v.walkers; ++i)
      g(i) = w(i) + v.noise * random.normal();
    sgd.set_learning_rate(v.rate * v.schedule.at(t, v.steps));
    sgd.step();
  }
  return heights;
}
// #endregion noise

/// The small network, trained by SGD with a schedule.
inline Outcome train_with(const Images& images, const nn::Schedule& schedule,
                          double rate, Plan plan, int runs = 1) {
  plan.schedule = schedule;
  return run_several(images, Method::sgd, rate, plan, runs);
}

}  // namespace chapter06
