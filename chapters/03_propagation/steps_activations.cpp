#include "steps_activations.hpp"

#include "nn/core/print.hpp"
#include "nn/data/dataset.hpp"

#include "dead_units.hpp"
#include "depth.hpp"
#include "show/figures_curves.hpp"
#include "show/report_activations.hpp"

namespace chapter03 {

void activation_functions(const nn::Options& options) {
  nn::heading("Six activation functions, and two newer ones");
  print_curves();
  fmt::print("\n");
  print_softmax();
  draw_activations(options.out);
}

void gradients_through_ten_layers(const nn::Options& options) {
  nn::heading("Ten layers deep: what is left of the gradient");
  const auto depths = compare_depths(options.seed);
  print_depths(depths);
  draw_depths(depths, options.out);
}

void dead_units(const nn::Options& options) {
  nn::heading("Dead ReLUs on real images");
  const auto all = nn::load_images_or_explain("fashion-mnist");
  if (!all) return;
  const TrainTestImages images =
      first_images(*all, options.smoke ? 500 : 6000, 1000);
  print_dead_heading();
  const auto show = [&](double rate, float bias, bool leaky) {
    const DeadSettings settings = {.rate = rate,
                                   .bias = bias,
                                   .leaky = leaky,
                                   .steps = options.smoke ? 10 : 300,
                                   .seed = options.seed};
    print_dead(settings, train_and_count(images, settings));
  };
  for (double rate : {0.05, 0.2, 0.5, 1.0})
    show(rate, 0, false);
  show(1.0, 0, true);
  for (float bias : {-1.0f, -3.0f})
    show(0.2, bias, false);
  show(0.2, -3, true);
}

void tanh_with_a_bracket_astray() {
  nn::heading("tanh with a bracket astray is a sigmoid");
  print_tanh();
}

void sigmoid_at_the_output() {
  nn::heading("At the output the sigmoid is alive, with the right loss");
  print_output_units();
}

}  // namespace chapter03
