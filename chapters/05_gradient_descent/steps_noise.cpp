#include "steps_noise.hpp"

#include <utility>
#include <vector>

#include "nn/core/print.hpp"
#include "nn/core/random.hpp"

#include "excess.hpp"
#include "noise.hpp"
#include "show/figures_noise.hpp"
#include "show/report_noise.hpp"

namespace chapter05 {

void three_ways(const nn::Options& options) {
  nn::heading("Batch, mini-batch and stochastic descent on one line");
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

void noise_floor(const nn::Options& options) {
  nn::heading("The noise floor of stochastic descent");
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

void convex_promise(const nn::Options& options) {
  nn::heading("\"Sure to converge\": only below 2 / L");
  print_convex_promise(the_line(options.seed), line_start);
}

}  // namespace chapter05
