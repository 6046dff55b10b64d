#include "steps_on_images.hpp"

#include "nn/core/print.hpp"

#include "show/image_figures.hpp"
#include "show/image_report.hpp"

namespace chapter04 {

std::optional<ImageSets> find_images(const nn::Options& options) {
  return load_sets(options.smoke ? 2000 : 60000, options.smoke ? 1000 : 10000);
}

void scores_of_an_image(const ImageSets& sets, const nn::Options& options) {
  nn::heading("The same on a real image: 3 classes x 3072 weights");
  const ThreeClasses data = three_classes(sets.train, options.smoke ? 60 : 300);
  const LinearClassifier random = random_classifier(options.seed);
  LinearClassifier learned = zero_classifier();
  teach(learned, data, 0.005, options.smoke ? 10 : 50);
  print_image_scores(data, random, learned);
  fmt::print("  mean loss of {} images: {:.3f} random, {:.3f} learned\n",
             data.labels.size(), mean_loss(random, data),
             mean_loss(learned, data));
  draw_score_parts(data, learned, options.out);
}

Templates ten_templates(const ImageSets& sets, const nn::Options& options) {
  nn::heading("Ten templates from real images, four losses");
  const auto runs = learn_templates(sets, options.seed, options.smoke ? 1 : 10);
  draw_templates(runs, sets.train, options.out);
  return runs[0].templates;
}

void loss_of_a_batch(const Templates& learned, const ImageSets& sets,
                     const nn::Options& options) {
  nn::heading("The loss of a mini-batch");
  const arma::vec losses = losses_of_images(learned, sets.test);
  print_batches(losses, options.seed);
  const Templates zero = zero_templates(sets.test.pixels.n_rows);
  fmt::print("  with all weights 0: {:.6f} = ln 10\n",
             arma::mean(losses_of_images(zero, sets.test)));
}

}  // namespace chapter04
