#include "steps_minima.hpp"

#include <cmath>
#include <vector>

#include "nn/core/print.hpp"
#include "nn/core/random.hpp"

#include "critical_points.hpp"
#include "descent.hpp"
#include "landscapes.hpp"
#include "search.hpp"
#include "show/figures_minima.hpp"
#include "show/report_minima.hpp"
#include "starts.hpp"

namespace chapter05 {

void many_minima(const nn::Options& options) {
  nn::heading("x sin(x): the start decides, so try several");
  print_starts({1.8, 3, 7.5, 8.5, 13.5}, 0.05);
  print_luck(0.05, options.smoke ? 100 : 2000, options.seed);
  draw_x_sin_x(options.out, 0.05, 0.2);
}

void map_of_all_starts(const nn::Options& options) {
  nn::heading("Which of four minima? A map of all starts");
  const std::vector<double> rates{0.002, 0.017};
  std::vector<nn::Grid> maps;
  for (double rate : rates)
    maps.push_back(map_of_starts(rate, options.smoke ? 31 : 241));
  print_shares(rates, maps);
  draw_starts(options.out, rates, maps);
}

void against_exhaustive_search(const nn::Options& options) {
  nn::heading("Gradient descent against trying all weights");
  print_search(options.smoke ? 2 : 4, options.seed);
  fmt::print("  41^10 evaluations at 10^9 a second take {:.0f} days.\n",
             std::pow(41, 10) / 1e9 / 86400);
  const double found = coarse_to_fine(bowl_with_hole, 0, 4, 12);
  fmt::print(
      "\n  Coarse, then fine, on a bowl with a narrow hole at w = 0.6:\n"
      "  ends at w = {:.3f}, f = {}; in the hole f = {:.3f}.\n",
      found, fixed(bowl_with_hole(found)), bowl_with_hole(0.6));
}

void zero_gradients(const nn::Options& options) {
  nn::heading("Where the derivative is 0: not always a minimum");
  print_flat_places();
  print_random_kinds(options.smoke ? 500 : 20000, options.seed);
}

void noise_leaves_a_saddle(const nn::Options& options) {
  nn::heading("A saddle holds the descent, noise sets it free");
  const arma::vec start{1, 0}, saddle{0, 0};
  fmt::print("  second derivatives at (0, 0): a {}\n",
             name_of(kind_of(numerical_hessian(two_hollows_gradient, saddle))));
  const arma::vec held =
      descend(two_hollows_gradient, start, 0.1, 200).tail_cols(1);
  fmt::print("  no noise     ends at {}\n", nn::numbers(held.t()));
  for (std::uint32_t run = 1; run <= 4; ++run) {
    nn::Random random(options.seed, nn::Stream::general, run);
    const arma::vec end = noisy_descend(two_hollows_gradient, start, 0.1, 200,
                                        saddle_noise, random)
                              .tail_cols(1);
    fmt::print("  noise, run {} ends at {}\n", run, nn::numbers(end.t()));
  }
  draw_saddle(options.out, options.seed);
}

}  // namespace chapter05
