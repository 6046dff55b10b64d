#include "parts.hpp"

#include "steps_attacks.hpp"
#include "steps_depth.hpp"
#include "steps_graph.hpp"
#include "steps_modalities.hpp"
#include "steps_published.hpp"
#include "steps_seeing.hpp"
#include "steps_small.hpp"
#include "steps_transfer.hpp"

namespace chapter15 {

void networks_counted(const nn::Options& options) {
  a_graph_of_layers(options);
  what_a_graph_refuses();
  vgg_counted();
  googlenet_counted(options);
  residual_networks_counted(options);
  how_far_they_see(options);
}

void networks_compared(const nn::Options& options) {
  plain_and_residual(options);
  where_batch_norm_stands(options);
  three_styles_one_budget(options);
}

void networks_for_other_tasks(const nn::Options& options) {
  features_for_other_clothes(options);
  words_for_images(options);
  image_and_word_together(options);
}

void networks_looked_into(const nn::Options& options) {
  const Seen seen = a_network_to_look_into(options);
  which_pixels_decided(options, seen);
  what_random_weights_draw(options, seen);
  a_mark_that_decides(options);
  most_important_pixels_first(options, seen);
  a_small_step_against_it(options);
  training_on_such_images(options);
}

}  // namespace chapter15
