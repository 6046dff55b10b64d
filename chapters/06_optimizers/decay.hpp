/// Learning-rate schedules: their curves, why a constant rate never converges,
/// and what decay does for a network on real images.
#pragma once

#include "nn/training/schedules.hpp"

#include "outcome.hpp"

namespace chapter06 {

struct Images;
struct Plan;

/// A library schedule with its name in both languages.
struct NamedSchedule {
  std::string name;
  nn::Schedule schedule;
};

std::vector<NamedSchedule> all_schedules();

/// Four of them as formulas: the share of the rate at part p of the training,
/// 0 <= p < 1.
double step_share(double p);
double exponential_share(double p);
double cosine_share(double p);
double warm_up_cosine_share(double p);

/// Largest difference between a formula above and the library schedule.
double schedule_difference(double (*share)(double),
                           const nn::Schedule& schedule, int steps);

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

/// The mean height of all walkers before each step and after the last.
arma::vec mean_heights(const NoisyValley& v);

/// One valley, and the heights of its walkers.
struct Descent {
  NoisyValley valley;
  arma::vec heights;
};

/// The small network, trained by SGD with a schedule.
Outcome train_with(const Images& images, const nn::Schedule& schedule,
                   double rate, Plan plan, int runs = 1);

}  // namespace chapter06
