#include "steps_walk.hpp"

#include "nn/core/print.hpp"

#include "show/figures_walk.hpp"
#include "show/report_walk.hpp"
#include "td.hpp"
#include "worlds.hpp"

namespace chapter13 {

void five_states_in_a_row(const nn::Options& options) {
  nn::heading("Five states in a row: TD(0) with alpha 0.1");
  nn::Random random(options.seed, nn::Stream::data);
  print_first_walk(walk_of(random_walk(), walk_start, random), 0.1);
  const arma::mat values = learn_walk(
      Target::next_value, 0.1, 100, nn::Random(options.seed, nn::Stream::data));
  print_walk_values(values, {0, 1, 10, 100});
  draw_walk_values(options.out, values, {0, 1, 10, 100});
}

void one_step_or_the_whole_return(const nn::Options& options) {
  nn::heading("One step or the whole return");
  const std::uint32_t runs = options.smoke ? 20 : 200;
  print_rates(td_rates, runs, options.seed);
  draw_errors(options.out, runs, options.seed);
}

}  // namespace chapter13
