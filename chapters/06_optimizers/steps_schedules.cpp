#include "steps_schedules.hpp"

#include "nn/core/print.hpp"

#include "decay.hpp"
#include "show/figures_images.hpp"
#include "show/figures_schedules.hpp"
#include "show/report_images.hpp"
#include "show/report_schedules.hpp"
#include "training.hpp"

namespace chapter06 {

namespace {

/// Noisy gradients, with the same seeds for every schedule.
Plan small_batches(const Amount& amount, const nn::Options& options) {
  return {.epochs = amount.epochs, .batch_size = 20, .seed = options.seed};
}

}  // namespace

void noise_floor(const nn::Options& options) {
  nn::heading(
      "Noisy gradients: a constant rate stops at a floor, decay does not");
  NoisyValley valley{.seed = options.seed};
  if (options.smoke) valley.walkers = 100;
  std::vector<NoisyValley> constant;
  for (double rate : {0.5, 0.2, 0.1, 0.05}) {
    constant.push_back(valley);
    constant.back().rate = rate;
  }
  print_noise(constant, valley);
  draw_noise(constant, valley, options.out);
}

void schedules(const nn::Options& options) {
  nn::heading("Schedules: the share of the learning rate");
  print_schedules();
  draw_schedules(options.out);
}

void schedules_on_images(const Images& images, const Amount& amount,
                         const nn::Options& options) {
  nn::heading("Schedules on images: SGD, rate 0.2, batches of 20");
  const Plan plan = small_batches(amount, options);
  std::vector<Outcome> outcomes;
  for (const auto& [name, schedule] : all_schedules())
    outcomes.push_back(train_with(images, schedule, 0.2, plan, amount.runs));
  print_schedule_losses(outcomes);
  draw_schedule_losses(outcomes, options.out, options.smoke ? 5 : 50);
}

void schedules_at_their_best(const Images& images, const Amount& amount,
                             const nn::Options& options) {
  nn::heading("The same schedules, each from its own best rate");
  const Plan plan = small_batches(amount, options);
  std::vector<FromRate> results;
  for (const auto& [name, schedule] : all_schedules())
    results.push_back(train_from_best_rate(images, schedule, {0.01, 0.03, 0.1},
                                           plan, amount.runs));
  print_schedules_at_their_best(results);
}

}  // namespace chapter06
