// Chapter 05. Gradient descent: downhill by derivatives. (10 s)
//
// Row by row: derivatives by differences, the gradient, the descent and its
// learning rate, starts, saddles, and what batches and noise do to it.
#include "nn/program/program.hpp"

#include "figures.hpp"
#include "figures_noise.hpp"
#include "report.hpp"
#include "report_library.hpp"
#include "report_noise.hpp"
#include "steps_images.hpp"

using namespace chapter05;

namespace {

void two_close_points(const nn::Options& options) {
  heading("A derivative from two points: how close should they be?");
  print_difference_errors();
  fmt::print(
      "\n  precision  formula   best h    in theory             error\n");
  print_best_steps<float>("float");
  print_best_steps<double>("double");
  draw_differences(options.out);
}

void too_close() {
  heading("h = 10e-50 is 1e-49: too small for any difference");
  const double h = 10e-50;
  fmt::print("  number type           h   1 + h         forward difference\n");
  print_tiny_step<float>("float", h);
  print_tiny_step<double>("double", h);
  fmt::print("  complex<double>   {:5}   no difference {:.16f}\n", h,
             complex_step(wave, 1, h));
  fmt::print("  cos(1), the truth {:35.16f}\n", std::cos(1.0));
}

void gradients_point_uphill(const nn::Options& options) {
  heading("The gradient points to where the function rises most");
  fmt::print("  x1^2 + x2^2    numerical gradient\n");
  for (const arma::vec& x : {arma::vec{3, 4}, {0, 2}, {3, 0}})
    fmt::print("  at ({:.0f}, {:.0f})     {}\n", x(0), x(1),
               numbers(numerical_gradient(bowl, x)));
  const arma::vec x{3, 4};
  const Steepest found = try_all_directions(bowl, x, 0.01);
  fmt::print(
      "\n  At (3, 4) the gradient points to {:.1f} degrees.\n"
      "  Of 360 steps of 0.01, the one to {:.0f} degrees rises most "
      "({:+.4f}),\n"
      "  the one to {:.0f} degrees falls most ({:+.4f}), the one to {:.0f}\n"
      "  degrees, at a right angle, does next to nothing ({:+.4f}).\n",
      degrees_of(numerical_gradient(bowl, x)), found.rise, found.risen_by,
      found.fall, found.fallen_by, found.rise + 90, found.along_the_contour);
  draw_gradient_field(options.out);
}

void down_the_parabola(const nn::Options& options) {
  heading("Down (x - 1)^2 + 1 from 6 with rate 0.05");
  print_parabola(descend(parabola_slope, 6, 0.05, 1000));
  draw_parabola(options.out);
}

void the_limit() {
  heading("How large may the rate be? Below 2 / L = 1");
  print_rates({0.05, 0.5, 0.95, 0.99, 1.0, 1.01, 1.1});
}

void many_minima(const nn::Options& options) {
  heading("x sin(x): the start decides, so try several");
  print_starts({1.8, 3, 7.5, 8.5, 13.5}, 0.05);
  print_luck(0.05, options.smoke ? 100 : 2000, options.seed);
  draw_x_sin_x(options.out, 0.05, 0.2);
}

void two_variables(const nn::Options& options) {
  heading("Two numbers: one by one, or as a vector");
  const arma::mat one =
      descend_one_by_one(himmelblau_gradient, 0.5, 0.5, 0.01, 40);
  const arma::mat all = descend(himmelblau_gradient, {0.5, 0.5}, 0.01, 40);
  fmt::print("  step       x1       x2   function\n");
  for (arma::uword k : {0, 1, 2, 5, 10, 20, 40})
    fmt::print("  {:4} {:8.4f} {:8.4f} {:10.6f}\n", k, all(0, k), all(1, k),
               himmelblau(all.col(k)));
  fmt::print("  largest difference between both forms: {}\n",
             arma::abs(one - all).max());
  draw_two_variables(options.out);
}

void narrow_valley(const nn::Options& options) {
  heading("A narrow valley: the steep side limits the rate, 2 / L = 0.1");
  print_valley({0.3, 0.95, 0.99, 1.0, 1.01});
  draw_valley(options.out);
}

void map_of_all_starts(const nn::Options& options) {
  heading("Which of four minima? A map of all starts");
  const std::vector<double> rates{0.002, 0.017};
  std::vector<nn::Grid> maps;
  std::vector<nn::Figure> figures;
  for (double rate : rates) {
    maps.push_back(map_of_starts(rate, options.smoke ? 31 : 241));
    figures.push_back(starts_figure(maps.back(), rate));
  }
  print_shares(rates, maps);
  nn::save_row(options.out / "starts.svg", figures);
}

void against_exhaustive_search(const nn::Options& options) {
  heading("Gradient descent against trying all weights");
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
  heading("Where the derivative is 0: not always a minimum");
  print_flat_places();
  print_random_kinds(options.smoke ? 500 : 20000, options.seed);
}

void noise_leaves_a_saddle(const nn::Options& options) {
  heading("A saddle holds the descent, noise sets it free");
  const arma::vec start{1, 0}, saddle{0, 0};
  fmt::print("  second derivatives at (0, 0): a {}\n",
             name_of(kind_of(numerical_hessian(two_hollows_gradient, saddle))));
  const arma::vec held =
      descend(two_hollows_gradient, start, 0.1, 200).tail_cols(1);
  fmt::print("  no noise     ends at {}\n", numbers(held.t()));
  for (std::uint32_t run = 1; run <= 4; ++run) {
    nn::Random random(options.seed, nn::Stream::general, run);
    const arma::vec end = noisy_descend(two_hollows_gradient, start, 0.1, 200,
                                        saddle_noise, random)
                              .tail_cols(1);
    fmt::print("  noise, run {} ends at {}\n", run, numbers(end.t()));
  }
  draw_saddle(options.out, options.seed);
}

void three_ways(const nn::Options& options) {
  heading("Batch, mini-batch and stochastic descent on one line");
  const Samples samples = the_line(options.seed);
  const std::vector<Way> ways{
      {"batch", 0.3, 256}, {"16 a step", 0.2, 16}, {"one by one", 0.08, 1}};
  print_samples_until(samples, ways, line_start, options.smoke ? 5 : 50,
                      options.seed);
  const auto run = [&](const Way& way, int epochs) {
    return descend_in_batches(samples, line_start, way.rate, way.batch_size,
                              epochs, options.seed);
  };
  draw_three_paths(options.out, samples, run(ways[0], 32), run(ways[1], 4),
                   run(ways[2], 1));
}

void convex_promise(const nn::Options& options) {
  heading("\"Sure to converge\": only below 2 / L");
  print_convex_promise(the_line(options.seed), line_start);
}

void noise_floor(const nn::Options& options) {
  heading("The noise floor of stochastic descent");
  const Samples samples = the_line(options.seed);
  const int steps = options.smoke ? 20000 : 1000000;
  const auto run = [&](const Samples& on, const Rate& rate) {
    return excess_of_stochastic(on, line_start, rate, steps,
                                nn::Random(options.seed, nn::Stream::shuffle));
  };
  std::vector<std::pair<double, arma::mat>> constant;
  std::vector<Floor> floors;
  for (double rate : {0.08, 0.04, 0.02, 0.01}) {
    constant.emplace_back(rate, run(samples, constant_rate(rate)));
    floors.push_back({rate, constant.back().second.tail_rows(1)(1),
                      floor_in_theory(samples, rate)});
  }
  const arma::mat falling = run(samples, falling_rate(0.08, 100));
  print_floors(floors);
  fmt::print("  rate falling from 0.08 like 1/step: {:.1e} at the end\n",
             falling.tail_rows(1)(1));
  const Samples exact = samples_of_line(256, 0, options.seed);
  fmt::print("  rate 0.08, samples exactly on the line: {} at the end\n",
             what_is_left(run(exact, constant_rate(0.08)).tail_rows(1)(1)));
  draw_floor(options.out, constant, falling, floors);
}

void library_agrees(const nn::Options& options) {
  heading("The same from the library");
  fmt::print("  largest difference to our own code\n");
  print_library_descent();
  print_library_batches(the_line(options.seed), line_start);
  print_library_training(options.seed);
  print_library_check(options.seed);
}

}  // namespace

int main(int argc, char** argv) {
  nn::Program program(
      "05_gradient_descent",
      "Gradient descent: derivatives from function values, the way downhill, "
      "how large a step may be, which minimum it finds, and what batches and "
      "their noise change.");
  return program.run(argc, argv, [](const nn::Options& options) {
    two_close_points(options);
    too_close();
    gradients_point_uphill(options);
    down_the_parabola(options);
    the_limit();
    many_minima(options);
    two_variables(options);
    narrow_valley(options);
    map_of_all_starts(options);
    against_exhaustive_search(options);
    zero_gradients(options);
    noise_leaves_a_saddle(options);
    three_ways(options);
    convex_promise(options);
    noise_floor(options);
    with_images(options);
    library_agrees(options);
    fmt::print("\nFigures: {}/*.svg\n", options.out.string());
  });
}
