#include "steps_adam.hpp"

#include "nn/core/print.hpp"

#include "image_race.hpp"
#include "show/figures_adam.hpp"
#include "show/report_optimizers.hpp"
#include "training.hpp"

namespace chapter06 {

void bias_correction(const Images* images, const nn::Options& options) {
  nn::heading("Adam's bias correction: how long are the first steps?");
  print_step_lengths();
  std::array<Outcome, 2> outcomes;
  if (images) {
    outcomes = correction_on_and_off(*images, 0.01, {.seed = options.seed});
    fmt::print(
        "\n  on images, rate 0.01, largest loss of the first 10 steps: "
        "{:.2f} with, {:.2f} without\n",
        largest_of_first(outcomes[0], 10), largest_of_first(outcomes[1], 10));
  }
  draw_correction(outcomes, options.out);
}

void decay_in_adam(const nn::Options& options) {
  nn::heading("Weight decay: L2 inside Adam against AdamW");
  const DecayTrial trial;
  print_decay(trial);
  draw_decay(trial, options.out);
}

}  // namespace chapter06
