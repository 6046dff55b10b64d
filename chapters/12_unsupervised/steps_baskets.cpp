#include "steps_baskets.hpp"

#include "nn/core/print.hpp"

#include "baskets.hpp"

namespace chapter12 {

void nine_baskets_of_five_goods() {
  nn::heading("Nine baskets: sets that at least two of them have");
  const auto levels = apriori(nine_baskets(), 2);
  for (const Level& level : levels)
    for (const Frequent& f : level.frequent)
      fmt::print("  {:<20} {}\n", names_of(f.items), f.count);
  fmt::print("  size   joined   counted   frequent\n");
  for (std::size_t i = 0; i < levels.size(); ++i)
    fmt::print("  {:4}   {:6}   {:7}   {:8}\n", i + 1, levels[i].joined,
               levels[i].counted, levels[i].frequent.size());
  fmt::print("\n  {:<16} {:<13}  support  confidence   lift\n", "from", "to");
  for (const Rule& rule : rules_of(levels, 9, 0.7))
    fmt::print("  {:<16} {:<13} {:8.2f}  {:10.2f}   {:4.2f}\n",
               names_of(rule.from), names_of(rule.to), rule.support,
               rule.confidence, rule.lift);
}

void what_pruning_saves(const nn::Options& options) {
  const int count = options.smoke ? 500 : 5000;
  nn::heading(
      fmt::format("{} baskets of 40 goods: what is never counted", count));
  const auto baskets = many_baskets(count, options.seed);
  fmt::print(
      "  least support   size   all sets   joined   counted   frequent\n");
  for (const double share : {0.02, 0.005}) {
    const auto levels = apriori(baskets, int(share * count));
    double all = 1;
    for (std::size_t i = 0; i < levels.size(); ++i) {
      all *= double(40 - i) / double(i + 1);  // 40 choose i + 1
      fmt::print("  {:>11.1f} %   {:4}   {:8.0f}   {:6}   {:7}   {:8}\n",
                 100 * share, i + 1, all, levels[i].joined, levels[i].counted,
                 levels[i].frequent.size());
    }
  }
}

}  // namespace chapter12
