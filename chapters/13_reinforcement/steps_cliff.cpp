#include "steps_cliff.hpp"

#include "nn/core/print.hpp"

#include "compare.hpp"
#include "dyna.hpp"
#include "show/drawing_cliff.hpp"
#include "show/figures_cliff.hpp"
#include "show/report_cliff.hpp"
#include "worlds.hpp"

namespace chapter13 {
namespace {

std::uint32_t many(const nn::Options& options) {
  return options.smoke ? 5 : 100;
}

std::uint32_t some(const nn::Options& options) {
  return options.smoke ? 3 : 30;
}

/// Small steps and many episodes: what SARSA learns is then close to exact.
Lessons slower(const nn::Options& options) {
  Lessons lessons;
  lessons.alpha = 0.05;
  lessons.episodes = options.smoke ? 500 : 5000;
  return lessons;
}

}  // namespace

void two_ways_along_the_cliff(const nn::Options& options) {
  nn::heading("Two ways along the cliff");
  const Lessons lessons;
  const Runs careful =
      cliff_runs(Method::sarsa, lessons, many(options), options.seed);
  const Runs bold =
      cliff_runs(Method::q_learning, lessons, many(options), options.seed);
  print_cliff_head();
  print_runs("SARSA", careful);
  print_runs("Q-learning", bold);
  print_paths(careful.q, bold.q);
  draw_paths(options.out, careful.q, bold.q);
  draw_returns(options.out, careful, bold);
}

void random_steps_have_a_price(const nn::Options& options) {
  nn::heading("The price of random steps, exactly");
  print_prices({0, 0.01, 0.05, 0.1, 0.2, 0.4});
  const Lessons slow = slower(options);
  fmt::print("\n");
  print_cliff_head();
  print_runs("SARSA, slow",
             cliff_runs(Method::sarsa, slow, some(options), options.seed));
}

void less_and_less_exploration(const nn::Options& options) {
  nn::heading("Less and less exploration: epsilon 0.1 / (1 + episode / 200)");
  Lessons lessons = slower(options);
  lessons.alpha = 0.1;
  lessons.epsilon = explore_less(0.1, 200);
  print_cliff_head();
  for (const auto method : {Method::sarsa, Method::q_learning})
    print_runs(method == Method::sarsa ? "SARSA" : "Q-learning",
               cliff_runs(method, lessons, some(options), options.seed));
}

void with_a_model(const nn::Options& options) {
  nn::heading("With a model: steps on the cliff until the way costs 13");
  print_sweeps_of_the_cliff();
  Lessons lessons;
  lessons.episodes = 100;
  const std::uint32_t runs = options.smoke ? 3 : 30;
  print_planning({0, 1, 5, 50}, lessons, runs, options.seed);
}

}  // namespace chapter13
