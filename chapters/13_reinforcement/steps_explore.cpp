#include "steps_explore.hpp"

#include "nn/core/print.hpp"

#include "bandit.hpp"
#include "show/figures_explore.hpp"

namespace chapter13 {

void ten_arms(const nn::Options& options) {
  const arma::uword steps = 1000;
  const std::uint32_t games = options.smoke ? 50 : 1000;
  nn::heading("Ten arms: 1000 pulls");
  fmt::print(
      "                    of the last 100 pulls\n"
      "  epsilon           reward    best arm        regret\n");
  std::vector<Contest> all;
  for (const auto& [name, epsilon] : {std::pair{"0", constant(0)},
                                      {"0.01", constant(0.01)},
                                      {"0.1", constant(0.1)},
                                      {"0.3", constant(0.3)},
                                      {"10 / (10 + step)", decaying(10)}}) {
    all.push_back({name, play_many(epsilon, steps, games, options.seed)});
    const Games& played = all.back().games;
    fmt::print("  {:16} {:7.3f} {:9.1f} %   {:8.1f} +- {:.1f}\n", name,
               arma::mean(played.reward.tail(100)),
               100 * arma::mean(played.best.tail(100)), played.regret.back(),
               played.error);
  }
  draw_arms(options.out, all);
}

void largest_of_noisy_values(const nn::Options& options) {
  nn::heading("The largest of ten noisy values: all are worth 0");
  const int trials = options.smoke ? 300 : 3000;
  fmt::print("  pulls    largest mean    chosen and judged apart\n");
  for (int pulls : {2, 10, 50})
    fmt::print(
        "  {:5} {:13.3f} {:20.3f}\n", pulls,
        mean_of_largest(10, pulls, trials, nn::Random(options.seed)),
        mean_of_largest_in_halves(10, pulls, trials, nn::Random(options.seed)));
}

}  // namespace chapter13
