#include "steps_trees.hpp"

#include <string>
#include <vector>

#include "nn/core/print.hpp"
#include "nn/data/table.hpp"

#include "experiments.hpp"
#include "questions.hpp"
#include "show/figures_trees.hpp"
#include "show/report_trees.hpp"

namespace chapter11 {

void fourteen_days_by_hand() {
  nn::heading("Fourteen days: how much does an answer tell?");
  print_days(fourteen_days());
  print_questions(fourteen_days());
}

void id3_grows() {
  nn::heading("ID3 asks until all days agree");
  const AnsweredDays days = fourteen_days();
  print_question_tree(days, grow_by_questions(days, &information_gain));
}

void questions_with_many_answers() {
  nn::heading("A question with many answers: the number of the day");
  print_many_answers(fourteen_days());
}

void measures_of_mixture(const nn::Options& options) {
  nn::heading("Entropy and Gini impurity");
  print_measures();
  const int splits = options.smoke ? 2 : 20;
  fmt::print("\n  test error (%), {} splits     entropy          Gini\n",
             splits);
  for (const std::string name : {"iris", "wine", "breast_cancer"}) {
    const Samples data = samples_of(nn::load_table(name));
    const auto errors = [&](Impurity impurity) {
      return percent(errors_over_splits(
          data,
          [&](const Samples& train, const arma::mat& x) {
            return classify(grow_tree(train, {.impurity = impurity}), x);
          },
          splits, options.seed));
    };
    fmt::print("  {:<26}{:>14} {:>14}\n", name, errors(Impurity::entropy),
               errors(Impurity::gini));
  }
  draw_measures(options.out);
}

void one_threshold() {
  nn::heading("Iris: the best threshold of each feature");
  print_thresholds(nn::load_table("iris"));
}

void iris_tree(const nn::Options& options) {
  nn::heading("The tree of iris");
  const nn::Table iris = nn::load_table("iris");
  const Tree whole = grow_tree(samples_of(iris)), small = pruned(whole, 0.01);
  fmt::print("  whole tree: {} leaves, depth {}; cut at alpha = 0.01:\n\n",
             whole.leaves(), whole.depth());
  print_tree(small, iris.feature_names, iris.class_names);
  draw_tree(options.out / "iris.svg", small, iris.feature_names,
            iris.class_names);
}

namespace {

/// Errors for each value of one option, means over several draws of moons.
StoppingErrors stop_at(const std::string& name,
                       const std::vector<arma::uword>& values,
                       arma::uword TreeOptions::*option, int draws,
                       std::uint64_t seed) {
  StoppingErrors stopping{name, values,
                          arma::mat(values.size(), 2, arma::fill::zeros),
                          arma::vec(values.size(), arma::fill::zeros)};
  for (int draw = 0; draw < draws; ++draw) {
    const Moons data = moons(300, 0.35, seed, std::uint32_t(draw));
    for (arma::uword i = 0; i < values.size(); ++i) {
      TreeOptions options;
      options.*option = values[i];
      const Tree tree = grow_tree(data.train, options);
      const auto error = [&](const Samples& samples) {
        return error_rate(classify(tree, samples.x), samples.y) / draws;
      };
      stopping.errors(i, 0) += error(data.train);
      stopping.errors(i, 1) += error(data.validation);
      stopping.leaves(i) += double(tree.leaves()) / draws;
    }
  }
  return stopping;
}

}  // namespace

void pre_pruning(const nn::Options& options) {
  nn::heading("Stopping early: depth, or samples in a leaf");
  const int draws = options.smoke ? 2 : 10;
  fmt::print("  Two moons, 300 samples, means over {} draws\n\n", draws);
  print_stopping(stop_at("greatest depth", {1, 2, 3, 4, 6, 8, 12, 20},
                         &TreeOptions::max_depth, draws, options.seed));
  fmt::print("\n");
  print_stopping(stop_at("smallest leaf", {1, 2, 5, 10, 20, 50, 100},
                         &TreeOptions::min_leaf, draws, options.seed));
  draw_depths(options.out, moons(300, 0.35, options.seed, 0).train);
}

void post_pruning(const nn::Options& options) {
  nn::heading("Growing first, then cutting the weakest branch");
  const Moons data = moons(300, 0.35, options.seed, 0);
  const std::vector<PruningStep> path = pruning_path(grow_tree(data.train));
  print_pruning(path, data.train, data.validation, data.test);
  const std::size_t best = best_by_validation(path, data.validation);
  fmt::print("  chosen by validation: {} leaves\n", path[best].tree.leaves());
  draw_pruning(options.out, path, data.train, data.validation, data.test);
  const arma::uword draws = options.smoke ? 2 : 20;
  arma::vec whole(draws), small(draws), leaves(draws);
  for (arma::uword draw = 0; draw < draws; ++draw) {
    const PruningResult result = prune_by_validation(
        moons(300, 0.35, options.seed, std::uint32_t(draw)));
    whole(draw) = result.whole;
    small(draw) = result.pruned;
    leaves(draw) = double(result.pruned_leaves);
  }
  fmt::print(
      "\n  test error (%) over {} draws: whole tree {}, cut {} ({:.1f} "
      "leaves)\n",
      draws, percent(whole), percent(small), arma::mean(leaves));
}

}  // namespace chapter11
