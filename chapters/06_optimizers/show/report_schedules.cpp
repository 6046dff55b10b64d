#include "report_schedules.hpp"

#include "nn/core/language.hpp"
#include "nn/core/print.hpp"

namespace chapter06 {

void print_schedules() {
  const int n = 1000;
  fmt::print("  part of training done      0%    25%    50%    75%    99%\n");
  for (const auto& [name, schedule] : all_schedules()) {
    fmt::print("  {:20}  ", nn::english(name));
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

void print_noise(const std::vector<Descent>& constant,
                 const std::vector<Descent>& decaying) {
  fmt::print("  rate   height at the end   rate / (2 (2 - rate))\n");
  for (const auto& [valley, heights] : constant)
    fmt::print("  {:4} {:14.4f} {:19.4f}\n", valley.rate,
               arma::mean(heights.tail(50)), valley.floor());
  NoisyValley exact = constant.front().valley;
  exact.noise = 0;
  fmt::print(
      "  {:4} {:14.0e}   <- without noise, the gradient of all samples\n",
      exact.rate, mean_heights(exact).back());
  fmt::print("\n  from rate {}           height at the end\n",
             decaying.front().valley.rate);
  for (std::size_t i = 0; i < decaying.size(); ++i)
    fmt::print("  {:20} {:14.4f}\n", nn::english(all_schedules()[i].name),
               decaying[i].heights.back());
}

}  // namespace chapter06
