// Chapter 11. Learning without deep networks. (8 s)
//
// Trees, naive Bayes, neighbors, margins, and many trees together.
#include "nn/core/print.hpp"
#include "nn/program/program.hpp"

#include "steps_bayes.hpp"
#include "steps_ensembles.hpp"
#include "steps_margins.hpp"
#include "steps_neighbors.hpp"
#include "steps_regression.hpp"
#include "steps_table.hpp"
#include "steps_trees.hpp"

using namespace chapter11;

int main(int argc, char** argv) {
  nn::Program program(
      "11_classical",
      "Supervised learning without deep networks: trees, naive Bayes, nearest "
      "neighbors, support vector machines, and ensembles.");
  return program.run(argc, argv, [](const nn::Options& options) {
    fourteen_days_by_hand();
    id3_grows();
    questions_with_many_answers();
    measures_of_mixture(options);
    one_threshold();
    iris_tree(options);
    pre_pruning(options);
    post_pruning(options);
    urns_of_words();
    products_that_vanish();
    three_kinds_of_bayes(options);
    sure_and_wrong(options);
    equally_near(options);
    many_dimensions(options);
    how_many_neighbors(options);
    widest_street(options);
    primal_and_dual(options);
    kernels_bend(options);
    choose_by_folds(options);
    machines_for_ten_classes(options);
    three_points_projected();
    one_against_the_rest(options);
    one_tree_or_many(options);
    forest_out_of_bag(options);
    stumps_in_rounds(options);
    trees_on_residuals(options);
    boosted_classes(options);
    four_boundaries(options);
    stacked(options);
    what_each_is_good_at(options);
    vertical_or_perpendicular(options);
    random_labels(options);
    fmt::print("\nFigures: {}/*.svg\n", options.out.string());
  });
}
