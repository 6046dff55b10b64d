// Chapter 06. Optimizers: better ways down, and a good start. (12 s)
//
// Row by row: seven optimizers, learning-rate schedules, initial weights.
#include "nn/program/program.hpp"

#include "steps_adam.hpp"
#include "steps_images.hpp"
#include "steps_initial.hpp"
#include "steps_schedules.hpp"
#include "steps_surfaces.hpp"

using namespace chapter06;

int main(int argc, char** argv) {
  nn::Program program(
      "06_optimizers",
      "Optimizers: SGD, Momentum, Nesterov, AdaGrad, RMSProp, Adam and AdamW "
      "as formulas and from the library, racing on surfaces and on images; "
      "learning-rate schedules; how weights must start.");
  return program.run(argc, argv, [](const nn::Options& options) {
    const Amount amount =
        options.smoke ? Amount{500, 100, 200, 1, 1} : Amount{};
    const auto images = find_images(amount);
    formulas_and_library();
    the_books_valley(options);
    race_on_surfaces(options);
    race_with_memory(options);
    if (images) {
      const Sweep found = every_learning_rate(*images, options);
      race_on_images(*images, found, amount, options);
    }
    bias_correction(images.get(), options);
    decay_in_adam(options);
    noise_floor(options);
    schedules(options);
    if (images) {
      const auto from_02 = schedules_on_images(*images, amount, options);
      schedules_at_their_best(*images, amount, from_02, options);
    }
    same_start_same_unit(options);
    histograms(options);
    one_layer_both_ways(options);
    numbers_inside(options);
    gradients_inside(options);
    if (images) training_from_five_starts(*images, amount, options);
    a_rate_too_large();
    sigmoid_lives(options);
    fmt::print("\nFigures: {}/*.svg\n", options.out.string());
  });
}
