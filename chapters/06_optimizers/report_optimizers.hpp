/// What the chapter prints about optimizers and schedules.
#pragma once

#include "nn/core/print.hpp"

#include "decay.hpp"
#include "image_race.hpp"
#include "race.hpp"

namespace chapter06 {

/// Each formula next to the library, on the valley and on Rosenbrock's.
inline void print_agreement() {
  fmt::print("  optimizer   largest difference in 100 steps\n");
  fmt::print("                valley   Rosenbrock\n");
  for (Method method : all_methods)
    fmt::print("  {:9} {:12.0e} {:12.0e}\n", name_of(method),
               largest_difference(valley(), method, 0.1),
               largest_difference(rosenbrock(), method, 1e-3));
}

/// The book's four optimizers: where they are after 10, 20 and 30 steps.
inline void print_book_valley() {
  fmt::print("  optimizer   rate     x and y after 30 steps     height\n");
  for (auto [method, rate] : {std::pair{Method::sgd, 0.95},
                              {Method::momentum, 0.1},
                              {Method::adagrad, 1.5},
                              {Method::adam, 0.3}}) {
    const Run run = descend(valley(), method, rate, 30);
    fmt::print("  {:9} {:6.2f} {:13.4f} {:9.4f} {:13.4f}\n", name_of(method),
               rate, run.path(0, 30), run.path(1, 30), run.height(30));
  }
}

/// "  0.631    60", or that no rate got there.
inline std::string rate_and_steps(const Best& best) {
  if (best.steps < 0) return fmt::format("{:>8} {:>6}", "-", "never");
  return fmt::format("{:8.2g} {:6}", best.rate, best.steps);
}

/// One row per optimizer, two columns per surface. results: a race per surface.
inline void print_race(const std::vector<std::vector<Best>>& results) {
  fmt::print("  {:9}", "");
  for (const Surface& surface : all_surfaces())
    fmt::print(" {:>15}", surface.name);
  fmt::print("\n  {:9}", "optimizer");
  for (std::size_t i = 0; i < results.size(); ++i)
    fmt::print(" {:>8} {:>6}", "rate", "steps");
  fmt::print("\n");
  for (std::size_t m = 0; m < six_methods.size(); ++m) {
    fmt::print("  {:9}", name_of(six_methods[m]));
    for (const auto& surface : results)
      fmt::print(" {}", rate_and_steps(surface[m]));
    fmt::print("\n");
  }
}

/// SGD on the convex valley at rates around 2 / (largest curvature) = 1.
inline void print_too_large() {
  fmt::print("  rate    height after 100 steps\n");
  for (double rate : {0.1, 0.5, 0.9, 0.99, 1.0, 1.01, 1.05})
    fmt::print("  {:4.2f} {:14.3g}{}\n", rate, height_after(rate, 100),
               rate < 1    ? ""
               : rate == 1 ? "   <- y jumps between 2 and -2 for ever"
                           : "   <- diverges");
}

/// The rates that each optimizer tolerates.
inline void print_sweep(const Sweep& sweep) {
  fmt::print(
      "  optimizer   best rate   validation loss   rates within 25% of it\n");
  for (arma::uword i = 0; i < all_methods.size(); ++i)
    fmt::print("  {:9} {:11.2g} {:17.3f} {:14} of {}\n",
               name_of(all_methods[i]), sweep.best_rate(i), sweep.best_loss(i),
               sweep.good_rates(i), sweep.rates.n_elem);
}

/// Loss, accuracy and its range, and how many runs diverged.
inline std::string result(const Outcome& mean) {
  if (mean.loss.empty()) return "     all diverged";
  return fmt::format(
      "{:13.3f} {:14.1f}%   ({:.1f} ... {:.1f}){}", mean.train_loss,
      100 * mean.test_accuracy, 100 * mean.lowest_accuracy,
      100 * mean.highest_accuracy,
      mean.diverged == 0 ? "" : fmt::format("   {} diverged", mean.diverged));
}

/// The race on images.
inline void print_image_race(const std::vector<Outcome>& outcomes,
                             const Sweep& found) {
  fmt::print(
      "  optimizer       rate   training loss   test accuracy (range)\n");
  for (arma::uword i = 0; i < outcomes.size(); ++i)
    fmt::print("  {:9} {:10.2g} {}\n", name_of(all_methods[i]),
               found.best_rate(i), result(outcomes[i]));
}

/// Adam's first steps, with and without the correction.
inline void print_step_lengths() {
  const arma::vec on = step_lengths(10000, true);
  const arma::vec off = step_lengths(10000, false);
  fmt::print("  step   corrected   not corrected   (in learning rates)\n");
  for (arma::uword t : {1, 2, 5, 10, 20, 100, 1000, 10000})
    fmt::print("  {:5} {:10.3f} {:14.3f}\n", t, on(t - 1), off(t - 1));
}

/// What is left of weights that only the decay should move.
inline void print_decay(const DecayTrial& trial) {
  const arma::mat inside = decayed_weights(trial, false);
  const arma::mat apart = decayed_weights(trial, true);
  fmt::print("  gradients   Adam with L2    AdamW   (1 - rate decay)^{}\n",
             trial.steps);
  const auto rounded = [](double w) { return std::round(1e3 * w) / 1e3 + 0.0; };
  for (arma::uword i = 0; i < trial.noise.n_elem; ++i)
    fmt::print("  +-{:<8} {:13.3f} {:8.3f} {:12.3f}\n", trial.noise(i),
               rounded(inside(i, trial.steps)), apart(i, trial.steps),
               trial.promised());
}

/// The library's schedules against their formulas, and some of their values.
inline void print_schedules() {
  const int n = 1000;
  fmt::print("  part of training done      0%    25%    50%    75%    99%\n");
  for (const auto& [name, schedule] : all_schedules()) {
    fmt::print("  {:20}  ", english(name));
    for (int percent : {0, 25, 50, 75, 99})
      fmt::print(" {:6.3f}", schedule.at(percent * n / 100, n));
    fmt::print("\n");
  }
  fmt::print(
      "  formula against library, 1000 steps: largest difference "
      "{:.0e}\n",
      std::max({schedule_difference(step_share, nn::step_decay(), n),
                schedule_difference(exponential_share, nn::exponential(), n),
                schedule_difference(cosine_share, nn::cosine(), n),
                schedule_difference(warm_up_cosine_share,
                                    nn::cosine().with_warm_up(0.1), n)}));
}

/// Where constant rates level off, predicted and measured; what decay reaches.
inline void print_noise(const std::vector<NoisyValley>& constant,
                        const NoisyValley& decaying) {
  fmt::print("  rate   height at the end   rate / (2 (2 - rate))\n");
  for (const NoisyValley& v : constant)
    fmt::print("  {:4} {:14.4f} {:19.4f}\n", v.rate,
               arma::mean(mean_heights(v).tail(50)), v.floor());
  NoisyValley exact = decaying;
  exact.noise = 0;
  fmt::print(
      "  {:4} {:14.0e}   <- without noise, the gradient of all samples\n",
      exact.rate, mean_heights(exact).back());
  fmt::print("\n  from rate {}           height at the end\n", decaying.rate);
  for (const auto& [name, schedule] : all_schedules()) {
    NoisyValley v = decaying;
    v.schedule = schedule;
    fmt::print("  {:20} {:14.4f}\n", english(name), mean_heights(v).back());
  }
}

/// One network with every schedule.
inline void print_schedule_losses(const std::vector<Outcome>& outcomes) {
  fmt::print(
      "  schedule               training loss   test accuracy (range)\n");
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const std::string name = all_schedules()[i].name;
    fmt::print("  {:20} {}\n", english(name), result(outcomes[i]));
  }
}

}  // namespace chapter06
