#include "report_images.hpp"

#include "nn/core/language.hpp"
#include "nn/core/print.hpp"

namespace chapter06 {

namespace {

/// Loss, accuracy and its range, and how many runs diverged.
std::string result(const Outcome& mean) {
  if (mean.loss.empty()) return "     all diverged";
  return fmt::format(
      "{:13.3f} {:14.1f}%   ({:.1f} ... {:.1f}){}", mean.train_loss,
      100 * mean.test_accuracy, 100 * mean.lowest_accuracy,
      100 * mean.highest_accuracy,
      mean.diverged == 0 ? "" : fmt::format("   {} diverged", mean.diverged));
}

}  // namespace

void print_sweep(const Sweep& sweep) {
  fmt::print(
      "  optimizer   best rate   validation loss   rates within 25% of it\n");
  for (arma::uword i = 0; i < all_methods.size(); ++i)
    fmt::print("  {:9} {:11.2g} {:17.3f} {:14} of {}\n",
               name_of(all_methods[i]), sweep.best_rate(i), sweep.best_loss(i),
               sweep.good_rates(i), sweep.rates.size());
}

void print_image_race(const std::vector<FromRate>& results) {
  fmt::print(
      "  optimizer       rate   training loss   test accuracy (range)\n");
  for (std::size_t i = 0; i < results.size(); ++i)
    fmt::print("  {:9} {:10.2g} {}\n", name_of(all_methods[i]), results[i].rate,
               result(results[i].outcome));
}

void print_schedule_losses(const std::vector<Outcome>& outcomes) {
  fmt::print(
      "  schedule               training loss   test accuracy (range)\n");
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const std::string name = all_schedules()[i].name;
    fmt::print("  {:20} {}\n", nn::english(name), result(outcomes[i]));
  }
}

void print_schedules_at_their_best(const std::vector<FromRate>& results) {
  fmt::print(
      "  schedule           rate   training loss   test accuracy (range)\n");
  for (std::size_t i = 0; i < results.size(); ++i)
    fmt::print("  {:15} {:>7} {}\n", nn::english(all_schedules()[i].name),
               results[i].rate, result(results[i].outcome));
}

}  // namespace chapter06
