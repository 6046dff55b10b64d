#include "decay.hpp"

#include <numbers>

#include "nn/core/random.hpp"
#include "nn/training/optimizers.hpp"

#include "image_race.hpp"
#include "training.hpp"

namespace chapter06 {

std::vector<NamedSchedule> all_schedules() {
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
double step_share(double p) {
  return std::pow(0.1, std::floor(p / 0.3));  // a tenth, three times
}
double exponential_share(double p) {
  return std::pow(0.01, p);
}
double cosine_share(double p) {
  return (1 + std::cos(std::numbers::pi * p)) / 2;
}
/// Linear from 1/100 to 1 in the first tenth, then a cosine for the rest.
double warm_up_cosine_share(double p) {
  return p < 0.1 ? 0.01 + 0.99 * p / 0.1 : cosine_share((p - 0.1) / 0.9);
}
// #endregion formulas

double schedule_difference(double (*share)(double),
                           const nn::Schedule& schedule, int steps) {
  double largest = 0;
  for (int t = 0; t < steps; ++t)
    largest = std::max(
        largest, std::abs(share(double(t) / steps) - schedule.at(t, steps)));
  return largest;
}

// #region noise
/// The mean height of all walkers before each step and after the last.
arma::vec mean_heights(const NoisyValley& v) {
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

Outcome train_with(const Images& images, const nn::Schedule& schedule,
                   double rate, Plan plan, int runs) {
  plan.schedule = schedule;
  return run_several(images, Method::sgd, rate, plan, runs);
}

}  // namespace chapter06
