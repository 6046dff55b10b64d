#include "steps_hidden.hpp"

#include "nn/core/print.hpp"

#include "show/figures_hidden.hpp"
#include "show/report_hidden.hpp"

namespace chapter03 {

void hidden_neurons(const nn::Options& options) {
  nn::heading("How many hidden neurons?");
  const std::vector<std::size_t> hidden = {1, 2, 3, 8};
  const int steps = options.smoke ? 50 : 1000;
  std::vector<RingRun> runs;
  for (const std::size_t n : hidden)
    runs.push_back(
        train_on_rings({.hidden = n, .steps = steps, .seed = options.seed}));
  print_rings(hidden, runs);
  fmt::print(
      "\n  60 points, 15 % of them with the wrong class; mean of 5 seeds:\n");
  print_noisy_rings({3, 20},
                    {.points = 60, .flipped = 0.15, .steps = 2 * steps},
                    options.smoke ? 1 : 5);
  draw_regions(hidden, runs, options.out);
}

void curve_out_of_bumps(const nn::Options& options) {
  nn::heading("A curve out of bumps: two sigmoids each");
  print_bumps({2, 5, 20, 100});
  draw_bumps({2, 5, 20}, options.out);
}

}  // namespace chapter03
