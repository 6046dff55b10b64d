// Chapter 12. Learning without labels: clusters, components, mixtures. (8 s)
//
// Row by row: k-means, mixtures, other clusters, PCA and SVD, ICA, Apriori, a
// sparse autoencoder, and what a few labels add.
#include "nn/core/print.hpp"
#include "nn/program/program.hpp"

#include "steps_autoencoder.hpp"
#include "steps_baskets.hpp"
#include "steps_components.hpp"
#include "steps_kmeans.hpp"
#include "steps_labels.hpp"
#include "steps_mixtures.hpp"
#include "steps_shapes.hpp"
#include "steps_sources.hpp"

using namespace chapter12;

int main(int argc, char** argv) {
  nn::Program program(
      "12_unsupervised",
      "Learning without labels, or with few: k-means, Gaussian mixtures, "
      "density and trees of clusters, principal and independent components, "
      "Apriori, a sparse autoencoder, self-training and label propagation.");
  return program.run(argc, argv, [](const nn::Options& options) {
    lloyds_two_steps(options);
    starts(options);
    how_many(options);
    clusters_of_digits(options);
    em_step_by_step(options);
    long_groups_in_two_ways(options);
    the_limit_is_kmeans(options);
    by_density(options);
    by_merging(options);
    which_shape_for_whom(options);
    const auto fashion = nn::load_images_or_explain("fashion-mnist");
    two_ways_to_components(options);
    an_image_from_few_numbers(options, fashion);
    eigen_digits(options);
    whitened_again(options);
    two_microphones(options);
    ten_recordings(options);
    nine_baskets_of_five_goods();
    what_pruning_saves(options);
    linear_units_find_components(options);
    gradient_of_a_penalty(options);
    what_hidden_units_look_for(options);
    one_label_for_each_moon(options);
    accuracy_over_labels(options);
    the_misprint(options);
    normal_noises(options);
    fmt::print("\nFigures: {}/*.svg, *.png\n", options.out.string());
  });
}
