#include "steps_descent.hpp"

#include "nn/core/print.hpp"

#include "descent.hpp"
#include "least_squares.hpp"
#include "library.hpp"
#include "problems.hpp"
#include "scaling.hpp"
#include "show/figures.hpp"
#include "show/figures_axes.hpp"
#include "show/report_descent.hpp"

namespace chapter02 {

void zig_zag(const nn::Options& options, const Flats& flats) {
  draw_slopes(flats, options.out);
  nn::heading("Two weights: the zig-zag, and the round bowl");
  print_descent_header();
  for (const auto& [name, problem] :
       {Named{"area and age, centered", centered_problem(flats)},
        Named{"z-score", z_score_problem(flats)}})
    print_descent(name, problem, {.minimum = minimum_of(problem)});
  draw_descent(flats, options.out);
}

void largest_rate(const Flats& flats) {
  nn::heading("The largest rate: 2 / the largest curvature");
  const LeastSquares problem = z_score_problem(flats);
  print_rates(problem, minimum_of(problem));
}

void steps_by_condition(const nn::Options& options) {
  draw_bowl_axes(options.out);
  draw_condition(options.out, options.smoke ? 64 : 4096);
}

void count_steps(const nn::Options& options, const Flats& flats) {
  nn::heading(
      "Two weights and a bias: steps to a millionth of the excess loss");
  print_descent_header();
  for (const auto& [name, problem] : problems(flats))
    print_descent(name, problem,
                  {.minimum = least_loss(flats),
                   .most = options.smoke ? 10'000 : 2'000'000});
}

void saturation(const nn::Options& options, const Flats& flats) {
  nn::heading("Saturation: a hundred sigmoid neurons look at the flats");
  const Neurons raw = neurons_on(flats.features, 100, options.seed);
  const Neurons scaled =
      neurons_on(z_score(flats.features)(flats.features), 100, options.seed);
  fmt::print("  features                mean |sum|   mean slope   saturated\n");
  const auto row = [](const char* name, const Neurons& seen) {
    fmt::print("  {:22} {:11.2f} {:12.4f} {:10.1f}%\n", name,
               arma::mean(arma::vectorise(arma::abs(seen.sums))),
               arma::mean(arma::vectorise(seen.slope())),
               100 * seen.saturated());
  };
  row("square meters, years", raw);
  row("z-score", scaled);
  fmt::print("  nn::Linear and nn::Sigmoid: largest difference {:.0e}\n",
             arma::abs(scaled.by_hand - scaled.by_library).max());
  draw_saturation(raw, scaled, options.out);
}

}  // namespace chapter02
