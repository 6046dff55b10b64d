#include "steps_cart.hpp"

#include "nn/core/print.hpp"

#include "ablation.hpp"
#include "gradient.hpp"
#include "mdp.hpp"
#include "show/figures_cart.hpp"
#include "show/report_cart.hpp"

namespace chapter13 {

void a_pole_on_a_cart(const nn::Options& options) {
  nn::heading("A pole on a cart");
  print_fall(6);
  fmt::print(
      "\n  steps until the end, mean of 20 starts\n"
      "  at random                        {:5.1f}\n"
      "  toward the side it leans to      {:5.1f}\n",
      judge_random(options.seed), judge_leaning());
  draw_cart(options.out);
}

void half_a_gradient(const nn::Options& options) {
  nn::heading("Half a gradient: the target is held fixed");
  const auto [fixed, following] = check_semi_gradient(options.seed);
  fmt::print(
      "  backward() against differences of the loss\n"
      "    with the target fixed           {}\n"
      "    with a target that follows      {:.2f}\n",
      fixed < 1e-7 ? "below 1e-7" : fmt::format("{:.1e}", fixed), following);
}

void a_network_learns(const nn::Options& options) {
  const std::size_t seeds = options.smoke ? 2 : 10;
  nn::heading(fmt::format("A network learns to balance, {} times", seeds));
  DeepSettings settings;
  if (options.smoke) settings.steps = 2000;
  const auto curves = train_seeds(settings, options.seed, seeds);
  print_learning(curves);
  draw_learning(options.out, curves, settings);
}

void longer(const nn::Options& options) {
  DeepSettings settings;
  settings.steps *= 4, settings.judge_every *= 4;
  nn::heading("Four times as long, 10 seeds");
  print_learning(train_seeds(settings, options.seed, 10));
  nn::heading("The same with double Q-learning");
  settings.apart = true;
  print_learning(train_seeds(settings, options.seed, 10));
}

void without_its_parts(const nn::Options& options) {
  nn::heading("Without its parts: mean length in the later half of a training");
  const std::vector<double> rates{0.0002, 0.0005, 0.001, 0.002};
  print_parts_head(rates);
  for (const auto& [name, settings] : variants({})) {
    const arma::vec scores = score_of_rates(settings, rates, 20);
    DeepSettings best = settings;
    best.rate = rates[first_largest(scores)];
    print_part(name, scores, best, train_seeds(best, options.seed, 20));
  }
}

}  // namespace chapter13
