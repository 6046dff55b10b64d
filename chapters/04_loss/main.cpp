// Chapter 04. Losses: from scores to the one number to minimize. (5 s)
//
// Row by row: scores, losses, softmax, why not accuracy, penalties,
// regression, exhaustive search.
#include "nn/program/program.hpp"

#include "steps_losses.hpp"
#include "steps_models.hpp"
#include "steps_on_images.hpp"
#include "steps_regression.hpp"
#include "steps_scores.hpp"

using namespace chapter04;

int main(int argc, char** argv) {
  nn::Program program(
      "04_loss",
      "Losses: from the scores of an image to one number that training makes "
      "small. Softmax and its overflow, cross-entropy, hinge and squared "
      "error, why accuracy cannot be the loss, penalties, and regression.");
  return program.run(argc, argv, [](const nn::Options& options) {
    const auto images = find_images(options);
    four_pixels_three_classes();
    if (images) scores_of_an_image(*images, options);
    softmax_overflows();
    labels_of_many_samples();
    two_answers_to_a_two();
    scores_become_a_loss();
    wrong_and_sure(options);
    hinge_loss(options);
    sample_weights();
    losses_of_the_library();
    accuracy_is_no_loss(options);
    same_loss_two_models(options);
    same_loss_four_pictures(options);
    two_penalties(options);
    least_squares();
    an_outlier(options);
    logistic_regression(options);
    try_every_weight(options);
    if (images) {
      const Templates learned = ten_templates(*images, options);
      loss_of_a_batch(learned, *images, options);
    }
    zeros_of_l1(options);
    sigmoid_is_still_used();
    fmt::print("\nFigures: {}/*.svg, *.png\n", options.out.string());
  });
}
