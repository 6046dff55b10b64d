#include "steps_uses.hpp"

#include "nn/core/print.hpp"

#include "show/figures_uses.hpp"
#include "show/report_uses.hpp"

namespace chapter14 {

void gradients_that_go_back_in_time(const nn::Options& options) {
  nn::heading("Gradients that go back in time");
  const auto tables = distances(options.smoke ? 1 : 9);
  print_distances(tables);
  draw_distances(options.out, tables);
}

void a_memory_with_and_without_clipping(const nn::Options& options) {
  nn::heading("A memory, with and without clipping");
  const Remember free, clipped = {.limit = 1};
  const std::uint64_t runs = options.smoke ? 1 : 5;
  const int steps = options.smoke ? 20 : 200;
  const auto runs_of_both =
      memories({free, clipped}, {0.03, 0.1, 0.3}, steps, runs);
  print_memories(runs_of_both);
  draw_memories(options.out, runs_of_both);
}

void a_thousand_steps_unrolled() {
  nn::heading("A thousand steps unrolled");
  print_long_memory({.steps = 1000, .limit = 1});
}

void one_matrix_in_two_places(const nn::Options& options) {
  nn::heading("One matrix in two places");
  print_shared(tied_autoencoder(6, 3, 8, options.seed));
}

void a_loss_that_contains_a_gradient(const nn::Options& options) {
  nn::heading("A loss that contains a gradient");
  const NoisyPoints points = noisy_points(12, 0.3, options.seed);
  const std::vector<double> strengths = {0, 0.01, 0.03, 0.1};
  std::vector<SmoothFit> fits;
  for (double strength : strengths)
    fits.push_back(
        fit_smoothly(points, strength, options.smoke ? 50 : 600, options.seed));
  print_fits(strengths, fits);
  draw_fits(options.out, points, strengths, fits);
}

void curvature_without_its_matrix(const nn::Options& options) {
  nn::heading("The largest curvature, without the matrix of them all");
  print_curvatures(options.seed);
}

void rates_just_below_and_above(const nn::Options& options) {
  nn::heading("Rates just below and above 2 / L of a network");
  print_rates(options.smoke ? 300 : 3000, options.seed);
}

}  // namespace chapter14
