#include "steps_images.hpp"

#include "nn/core/print.hpp"

#include "show/figures_images.hpp"
#include "show/report_images.hpp"
#include "training.hpp"

namespace chapter06 {

Sweep every_learning_rate(const Images& images, const nn::Options& options) {
  nn::heading("Fashion-MNIST: one epoch at every learning rate");
  fmt::print("  {} images, batches of 100, network 784-64-32-10\n\n",
             images.train.size());
  const Plan one_epoch{.seed = options.seed};
  const Sweep found =
      sweep(images, rates_to_try(options.smoke ? 1 : 3), one_epoch);
  print_sweep(found);
  draw_sweep(found, options.out);
  return found;
}

void race_on_images(const Images& images, const Sweep& found,
                    const Amount& amount, const nn::Options& options) {
  nn::heading("The race on images, each at its best rate");
  const Plan plan{.epochs = amount.epochs, .seed = options.seed};
  const auto results = image_race(images, found, plan, amount.runs);
  print_image_race(results);
  draw_image_race(results, options.out);
}

}  // namespace chapter06
