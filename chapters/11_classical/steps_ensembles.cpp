#include "steps_ensembles.hpp"

#include <string>
#include <vector>

#include "nn/core/print.hpp"
#include "nn/data/table.hpp"

#include "adaboost.hpp"
#include "curve.hpp"
#include "ensemble_experiments.hpp"
#include "experiments.hpp"
#include "forest.hpp"
#include "gradient_boosting.hpp"
#include "show/figures_ensembles.hpp"
#include "show/report_ensembles.hpp"
#include "show/report_trees.hpp"
#include "stacking.hpp"

namespace chapter11 {

void one_tree_or_many(const nn::Options& options) {
  nn::heading("One tree or a hundred: the mean of many is steadier");
  const arma::uword draws = options.smoke ? 2 : 10;
  const arma::uword trees = options.smoke ? 10 : 100;
  const BaggingResult result = bag_moons(draws, trees, options.seed);
  fmt::print("  Two moons, 300 samples, {} draws\n", draws);
  fmt::print("                      test error (%)    trees differ on (%)\n");
  fmt::print("  one tree           {}{:18.2f}\n", percent(result.one),
             100 * arma::mean(result.one_differs));
  fmt::print("  {:3} trees          {}{:18.2f}\n", trees, percent(result.many),
             100 * arma::mean(result.many_differ));
}

void forest_out_of_bag(const nn::Options& options) {
  nn::heading("A random forest tests itself: digits");
  nn::Random random(options.seed, nn::Stream::data);
  const Split parts = split(samples_of(nn::load_table("digits")),
                            options.smoke ? 0.1 : 0.4, random);
  const arma::uword trees = options.smoke ? 5 : 60;
  fmt::print("  {} images to train, {} to test, {} trees\n\n",
             parts.train.size(), parts.test.size(), trees);
  std::vector<arma::vec> curves;
  fmt::print(
      "  features a split sees   one tree   forest: out of bag     "
      "test (%)   votes correlate\n");
  for (const arma::uword features : {1u, 8u, 64u}) {
    const Forest forest = grow_forest(
        parts.train, trees, {.features_per_split = features}, options.seed);
    const arma::vec out = out_of_bag_errors(forest, parts.train),
                    test = errors_by_trees(forest, parts.test);
    fmt::print("  {:21} {:10.2f} {:20.2f} {:12.2f} {:17.3f}\n", features,
               100 * test(0), 100 * out.back(), 100 * test.back(),
               mean_correlation(forest, parts.test));
    if (features != 8) continue;
    curves = {100 * out, 100 * test};
  }
  draw_curves(options.out / "forest.svg", "trees | 树的棵数",
              "error in % | 错误率（%）", {"out of bag | 袋外", "test | 测试"},
              curves);
}

void stumps_in_rounds(const nn::Options& options) {
  nn::heading("AdaBoost: stumps that learn from errors");
  nn::Random random(options.seed, nn::Stream::data, 1);
  const Samples train = ten_normals(options.smoke ? 200 : 1000, random),
                test = ten_normals(options.smoke ? 500 : 4000, random);
  const Boosted boosted =
      adaboost(train, options.smoke ? 20 : 400, {.max_depth = 1});
  const std::vector<arma::vec> curves{errors_by_rounds(boosted, train),
                                      training_bound(boosted),
                                      errors_by_rounds(boosted, test)};
  print_curves("rounds", {1, 2, 5, 10, 20, 50, 100, 200, 400},
               {"training error", "bound", "test error (%)"}, curves);
  const Tree tree = grow_tree(train);
  fmt::print("  one tree without limit, {} leaves: test error {:.2f} %\n",
             tree.leaves(), 100 * error_rate(classify(tree, test.x), test.y));
  draw_curves(options.out / "adaboost.svg", "rounds | 轮数",
              "error in % | 错误率（%）",
              {"training | 训练", "bound | 上界", "test | 测试"},
              {100 * curves[0], 100 * curves[1], 100 * curves[2]});
}

void trees_on_residuals(const nn::Options& options) {
  nn::heading("Gradient boosting: each tree fits what is left");
  nn::Random random(options.seed, nn::Stream::data, 2);
  const NoisyCurve train = noisy_curve(100, 0.3, random),
                   validation = noisy_curve(500, 0.3, random),
                   test = noisy_curve(2000, 0.3, random);
  fmt::print(
      "  rate   rounds by validation   training loss   validation   "
      "test loss\n");
  for (const double rate : {1.0, 0.3, 0.1, 0.03}) {
    BoostOptions boost;
    boost.rate = rate;
    boost.rounds = options.smoke ? 10 : 400;
    boost.tree.max_depth = 2;
    const GradientBoosted model = gradient_boosting(train.x, train.y, boost);
    const auto losses = [&](const NoisyCurve& data) {
      return losses_by_rounds(model, boost.loss, data.x, data.y);
    };
    const arma::vec chosen = losses(validation);
    const arma::uword best = chosen.index_min();
    fmt::print("  {:4} {:22} {:15.4f} {:12.4f} {:11.4f}\n", rate, best + 1,
               losses(train)(best), chosen(best), losses(test)(best));
    if (rate == 0.3 && !options.smoke)
      draw_fits(options.out, model, train.x, train.y);
  }
}

void boosted_classes(const nn::Options& options) {
  nn::heading("Gradient boosting for classes: when to stop");
  const Moons data = moons(300, 0.35, options.seed, 0);
  BoostOptions boost{.loss = BoostLoss::logistic, .rounds = 200, .rate = 0.1};
  if (options.smoke) boost.rounds = 10;
  const auto numbers = [](const Samples& samples) {
    return arma::conv_to<arma::vec>::from(samples.y);
  };
  const GradientBoosted model =
      gradient_boosting(data.train.x, numbers(data.train), boost);
  std::vector<arma::vec> curves;
  for (const Samples* samples : {&data.train, &data.validation, &data.test})
    curves.push_back(
        losses_by_rounds(model, boost.loss, samples->x, numbers(*samples)));
  print_curves("rounds", {1, 5, 10, 20, 30, 50, 100, 200},
               {"training loss", "validation", "test"}, curves, 1);
  const arma::uword best = curves[1].index_min() + 1;
  const auto error = [&](arma::uword rounds) {
    const arma::vec F = model.predict(data.test.x, rounds);
    return 100 * error_rate(F > 0, data.test.y);
  };
  fmt::print(
      "  validation stops after {} rounds: test error {:.2f} %, after "
      "all {:.2f} %\n",
      best, error(best), error(model.trees.size()));
}

void stacked(const nn::Options& options) {
  nn::heading("Stacking: a model that weighs models");
  const arma::uword draws = options.smoke ? 2 : 10;
  const std::vector<NamedLearner> learners = four_learners();
  const arma::mat errors = stack_moons(draws, options.seed);
  fmt::print("  Two moons, 300 samples, {} draws      test error (%)\n", draws);
  for (arma::uword k = 0; k < errors.n_cols; ++k)
    fmt::print("  {:<36}{}\n",
               k < learners.size()    ? learners[k].name
               : k == learners.size() ? "stacked, out of fold"
                                      : "stacked on what they had learned",
               percent(errors.col(k)));
}

void four_boundaries(const nn::Options& options) {
  nn::heading("Four boundaries");
  const Samples train = moons(300, 0.35, options.seed, 0).train;
  const Tree tree = grow_tree(train);
  const Forest forest = grow_forest(train, options.smoke ? 5 : 100,
                                    {.features_per_split = 1}, options.seed);
  const Boosted boosted = adaboost(train, 100, {.max_depth = 1});
  const GradientBoosted gradient =
      gradient_boosting(train.x, arma::conv_to<arma::vec>::from(train.y),
                        {.loss = BoostLoss::logistic, .rounds = 40});
  draw_planes(
      options.out / "boundaries.svg",
      {{"tree | 一棵树",
        [&](const arma::mat& x) {
          return arma::rowvec(tree.predict(x).row(1));
        }},
       {"random forest | 随机森林",
        [&](const arma::mat& x) {
          return arma::rowvec(forest_shares(forest, x).row(1));
        }},
       {"AdaBoost",
        [&](const arma::mat& x) {
          return arma::conv_to<arma::rowvec>::from(classify(boosted, x, 2));
        }},
       {"gradient boosting | 梯度提升",
        [&](const arma::mat& x) {
          return arma::rowvec(1 / (1 + arma::exp(-gradient.predict(x).t())));
        }}},
      train);
  fmt::print("  100 trees, 100 stumps, 40 trees of depth 3: boundaries.svg\n");
}

void random_labels(const nn::Options& options) {
  nn::heading("A training error of 0 says nothing");
  const arma::uword draws = options.smoke ? 2 : 10;
  const CoinResult result =
      learn_coin_flips(draws, options.smoke ? 5 : 50, options.seed);
  fmt::print(
      "  ten numbers, classes by coin flips   errors (%), {} draws\n"
      "                   training        out of bag            test\n",
      draws);
  fmt::print("  tree           {}                    {}\n",
             percent(result.tree_training), percent(result.tree_test));
  fmt::print("  random forest  {}    {}    {}\n",
             percent(result.forest_training), percent(result.out_of_bag),
             percent(result.forest_test));
}

}  // namespace chapter11
