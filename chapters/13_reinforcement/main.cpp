// Chapter 13. Reinforcement learning: which actions pay off in the end. (8 s)
//
// Row by row: Markov decision processes and value iteration, temporal
// differences, SARSA and Q-learning, exploration, and a network that balances.
#include "nn/core/print.hpp"
#include "nn/program/program.hpp"

#include "steps_cart.hpp"
#include "steps_cliff.hpp"
#include "steps_explore.hpp"
#include "steps_known.hpp"
#include "steps_walk.hpp"

using namespace chapter13;

int main(int argc, char** argv) {
  nn::Program program(
      "13_reinforcement",
      "Markov decision processes and value iteration by hand; temporal "
      "differences; SARSA and Q-learning on a cliff; what exploration costs; "
      "and Q-learning with a network that keeps a pole on a cart upright.");
  bool at_length = false;
  program.flag("--long", at_length,
               "only train networks: longer, and without memory or target "
               "network (4 minutes)");
  return program.run(argc, argv, [&](const nn::Options& options) {
    if (at_length) {
      longer(options);
      return without_its_parts(options);
    }
    a_machine_wears_out();
    sweeps_by_hand();
    how_far_gamma_looks();
    five_states_in_a_row(options);
    one_step_or_the_whole_return(options);
    two_ways_along_the_cliff(options);
    random_steps_have_a_price(options);
    less_and_less_exploration(options);
    ten_arms(options);
    with_a_model(options);
    largest_of_noisy_values(options);
    a_pole_on_a_cart(options);
    half_a_gradient(options);
    a_network_learns(options);
    fmt::print("\nFigures: {}/*.svg\n", options.out.string());
  });
}
