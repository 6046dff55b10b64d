#include "report_search.hpp"

#include "nn/core/print.hpp"

namespace chapter07 {

void print_best(const std::vector<Trial>& trials, const char* name,
                std::size_t count) {
  fmt::print("  {:8}  learning rate  weight decay  validation accuracy\n",
             name);
  for (std::size_t i = 0; i < std::min(count, trials.size()); ++i)
    fmt::print("  {:8} {:14.4f}  {:12.6f}  {:18.1f}%\n", i + 1,
               trials[i].learning_rate, trials[i].weight_decay,
               100 * trials[i].accuracy);
}

void print_different(const std::vector<Trial>& by_grid,
                     const std::vector<Trial>& by_chance) {
  const auto g = different_values(by_grid), r = different_values(by_chance);
  fmt::print("  learning rates tried: grid {}, random {}\n", g[0], r[0]);
  for (int n : {16, 60})
    fmt::print(
        "  {} random trials hit the best 5% of the space with "
        "probability {:.2f}\n",
        n, chance_of_hit(n, 0.05));
}

void print_verdict(const Trial& best, const Score& test, std::uint64_t seed) {
  fmt::print(
      "\n  chosen: learning rate {:.4f}, weight decay {:.6f}\n"
      "  validation {:.1f}% (it was chosen for that), test {:.1f}% (opened "
      "once)\n",
      best.learning_rate, best.weight_decay, 100 * best.accuracy,
      100 * test.accuracy);
  const Luck luck = luck_of_the_best(100, 500, 0.8, seed);
  fmt::print(
      "  100 classifiers that are all right in 80.0% of cases, on 500 images: "
      "the best\n  seems right in {:.1f}%; on 500 fresh ones it is in "
      "{:.1f}%.\n",
      100 * luck.seems, 100 * luck.is);
}

}  // namespace chapter07
