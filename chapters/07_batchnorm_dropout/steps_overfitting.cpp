#include "steps_overfitting.hpp"

#include "nn/core/print.hpp"

#include "bias_variance.hpp"
#include "ensemble.hpp"
#include "learner.hpp"
#include "overfitting.hpp"
#include "remedies.hpp"
#include "settings.hpp"
#include "show/figures_bias_variance.hpp"
#include "show/figures_overfitting.hpp"
#include "show/report_bias_variance.hpp"
#include "show/report_overfitting.hpp"
#include "side_by_side.hpp"
#include "two_by_two.hpp"

namespace chapter07 {

void by_heart(const Data& data, const nn::Options& options) {
  nn::heading("The same network and 300 labels drawn at random");
  const Data few{with_random_labels(head(data.train, options.smoke ? 50 : 300),
                                    1, options.seed),
                 data.validation, data.test};
  const Watched run = side_by_side(1, [&](std::size_t) {
    return watch(few.train, few.validation, few.test, wide(options), 1);
  })[0];
  fmt::print("  after {:.0f} epochs: train {:.1f}%, test {:.1f}%\n",
             run.epoch.back(), 100 * run.train.back().accuracy,
             100 * run.test.back().accuracy);
}

void bias_and_variance(const nn::Options& options) {
  nn::heading("Bias and variance: polynomials fitted to 2000 training sets");
  const arma::uword sets = options.smoke ? 50 : 2000;
  std::vector<Decomposition> all;
  for (int degree = 0; degree <= 12; ++degree)
    all.push_back(measure_degree(degree, 15, sets, options.seed));
  print_decompositions(15, {all[1], all[2], all[4], all[6], all[9], all[11]});
  print_decompositions(150, {measure_degree(1, 150, sets, options.seed),
                             measure_degree(4, 150, sets, options.seed),
                             measure_degree(11, 150, sets, options.seed)});
  draw_bias_variance(all, draw_sets(15, sets, options.seed), options.out);
}

void overfitting(const Data& data, const nn::Options& options) {
  nn::heading("Overfitting: 300 images, 203,530 parameters");
  const std::size_t few = options.smoke ? 50 : 300;
  const auto with_random = [&](double share) {
    const Data labeled{with_random_labels(data.train, share, options.seed),
                       data.validation, data.test};
    return compare(remedies(labeled, few, wide(options)),
                   options.smoke ? 1 : 3);
  };
  const auto right = with_random(0), some_random = with_random(0.25);
  print_outcomes(right, some_random);
  draw_overfitting(right, some_random, options.out);
}

void dropout_is_an_average(const Data& data, const nn::Options& options) {
  nn::heading("One network, or the mean of many");
  Recipe recipe = wide(options);
  recipe.dropout = 0.5;
  const Samples train = head(data.train, options.smoke ? 50 : 300);
  const Samples unseen = head(data.test, options.smoke ? 50 : 1000);
  Score evaluated;
  const auto ensembles = side_by_side(1, [&](std::size_t) {
    Learner learner(train, recipe);
    for (int epoch = 0; epoch < recipe.epochs; ++epoch)
      learner.epoch();
    evaluated = learner.score(unseen);
    return average_of_networks(learner.net(), unseen, {1, 2, 4, 8, 16, 32});
  })[0];
  print_ensembles(ensembles, evaluated);
  draw_ensembles(ensembles, evaluated, options.out);
}

void both(const Data& data, const nn::Options& options) {
  nn::heading("Does BatchNorm make dropout needless? (errata 12)");
  // The same number of steps for all; one label in four is drawn at random.
  const auto measure = [&](std::size_t images) {
    Recipe recipe = wide(options);
    recipe.epochs = options.smoke ? 1 : int(18000 / images);
    const Data part{
        with_random_labels(head(data.train, images), 0.25, options.seed),
        data.validation, data.test};
    print_two_by_two(
        batch_norm_and_dropout(part, recipe, options.smoke ? 2 : 6), images);
  };
  measure(options.smoke ? 50 : 300);
  measure(options.smoke ? 100 : 1000);
}

}  // namespace chapter07
