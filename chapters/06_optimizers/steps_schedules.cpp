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

/// The same with the seed of another run.
Plan with_run(Plan plan, int run) {
  plan.seed += std::uint64_t(run);
  return plan;
}

}  // namespace

void noise_floor(const nn::Options& options) {
  nn::heading(
      "Noisy gradients: a constant rate stops at a floor, decay does not");
  NoisyValley valley{.seed = options.seed};
  if (options.smoke) valley.walkers = 100;
  std::vector<Descent> constant, decaying;
  for (double rate : {0.5, 0.2, 0.1, 0.05}) {
    NoisyValley v = valley;
    v.rate = rate;
    constant.push_back({v, mean_heights(v)});
  }
  for (const auto& [name, schedule] : all_schedules()) {
    NoisyValley v = valley;
    v.schedule = schedule;
    decaying.push_back({v, mean_heights(v)});
  }
  print_noise(constant, decaying);
  draw_noise(constant, decaying, options.out);
}

void schedules(const nn::Options& options) {
  nn::heading("Schedules: the share of the learning rate");
  print_schedules();
  draw_schedules(options.out);
}

std::vector<Outcome> schedules_on_images(const Images& images,
                                         const Amount& amount,
                                         const nn::Options& options) {
  nn::heading("Schedules on images: SGD, rate 0.2, batches of 20");
  const Plan plan = small_batches(amount, options);
  std::vector<Outcome> first, means;
  for (const auto& [name, schedule] : all_schedules()) {
    std::vector<Outcome> runs;
    for (int run = 0; run < amount.runs; ++run)
      runs.push_back(train_with(images, schedule, 0.2, with_run(plan, run)));
    first.push_back(runs.front());
    means.push_back(mean_of(runs));
  }
  print_schedule_losses(means);
  draw_schedule_losses(means, options.out, options.smoke ? 5 : 50);
  return first;
}

void schedules_at_their_best(const Images& images, const Amount& amount,
                             const std::vector<Outcome>& from_02,
                             const nn::Options& options) {
  nn::heading("The same schedules, each from its own best rate");
  const Plan plan = small_batches(amount, options);
  const std::vector<double> rates{0.0125, 0.025, 0.05, 0.1, 0.2, 0.4};
  std::vector<FromRate> results;
  for (const NamedSchedule& named : all_schedules())
    results.push_back(
        mean_at_best(rates, 3, amount.runs, [&](double rate, int run) {
          if (rate == 0.2 && run == 0) return from_02[results.size()];
          return train_with(images, named.schedule, rate, with_run(plan, run));
        }));
  print_schedules_at_their_best(results);
}

}  // namespace chapter06
