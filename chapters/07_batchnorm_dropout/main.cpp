// Chapter 07. Batch normalization, overfitting, dropout, search. (10 s)
//
// Row by row: BatchNorm by hand and in training (30), a network that overfits
// and what helps, dropout (31), hyperparameter search (32).

#include "nn/program/program.hpp"

#include "averaging.hpp"
#include "figures.hpp"
#include "report.hpp"

using namespace chapter07;

namespace {

void batch_norm_by_hand() {
  nn::heading("Batch normalization by hand: two features, four samples");
  const arma::mat x = {{1, 2, 3, 6}, {100, 300, 200, 400}};
  const arma::vec gamma = {1, 0.5}, beta = {0, 2};
  const Normalized n = batch_norm(x, gamma, beta);
  print_example(x, n);
  const arma::rowvec by_loops =
      batch_norm_of_feature(x.row(0), gamma(0), beta(0), 1e-5);
  fmt::print("  by loops, first feature: largest difference {:.0e}\n",
             arma::abs(by_loops - n.y.row(0)).max());
}

void backward_by_hand(const nn::Options& options) {
  nn::heading("The way back: every x moves the mean and the variance");
  const Example e = random_example(5, 12, options.seed);
  print_gradients(e);
  const Agreement a = compare_with_library(e);
  fmt::print(
      "  library: largest difference of y {:.0e}, dx {:.0e}, "
      "dgamma and dbeta {:.0e}\n",
      a.y, a.dx, a.parameters);
  const auto check =
      nn::check_gradients(*library_batch_norm(e.gamma, e.beta), e.x);
  fmt::print("  the library's own gradient check: {:.0e} and {:.0e}\n",
             check.parameters, check.input);
}

void scale_does_not_matter(const nn::Options& options) {
  nn::heading(
      "Ten times the weights: the same answer, a tenth of the gradient");
  fmt::print("  weights times   change of y   |dW| times   gradient of b\n");
  for (double factor : {1.0, 10.0, 100.0}) {
    const Rescaled r = rescale_weights(factor, options.seed);
    fmt::print("  {:13} {:13.0e} {:12.4f} {:15.0e}\n", factor, r.output_change,
               r.gradient_ratio, r.bias_gradient);
  }
}

void train_and_evaluate(const nn::Options& options) {
  nn::heading("Training and evaluation: running mean and variance");
  print_running(options.seed);
  fmt::print("\n");
  print_company(options.seed);
}

void learning_rates(const Data& data, Recipe recipe,
                    const nn::Options& options) {
  nn::heading("Learning rate: once and ten times");
  recipe.learning_rate = 0.1;
  const auto curves = follow_all(data, rate_recipes(recipe));
  print_curves(curves, {"rate 0.1, without", "rate 0.1, with BatchNorm",
                        "rate 1.0, without", "rate 1.0, with BatchNorm"});
  draw_rates(curves, recipe.learning_rate, options.out);
}

void starts(const Data& data, const Recipe& recipe,
            const nn::Options& options) {
  nn::heading("Good and bad starts: deviation of the first weights");
  const auto curves = follow_all(data, start_recipes(recipe));
  print_curves(curves, {"0.01, without", "He, without", "1.0, without",
                        "0.01, with BatchNorm", "He, with BatchNorm",
                        "1.0, with BatchNorm"});
  draw_starts(curves, options.out);
}

void inside(const Data& data, Recipe recipe, const nn::Options& options) {
  nn::heading("Inside: what each hidden layer hands on");
  recipe.weights = nn::normal(0.05);
  const auto runs = side_by_side(2, [&](std::size_t i) {
    Recipe mine = recipe;
    mine.batch_norm = i == 1;
    return look_inside(data, mine, options.smoke ? 10 : 200);
  });
  fmt::print("  {:14} {:6}  {:25}   deviation in layer 1 ... 4\n", "", "step",
             "mean in layer 1 ... 4");
  print_inside(runs[0], "without");
  print_inside(runs[1], "with BatchNorm");
  draw_inside(runs[0], runs[1], options.out);
}

void batch_sizes(const Data& data, const nn::Options& options) {
  nn::heading("Batch size: too small is unstable");
  const std::size_t count = options.smoke ? 256 : 2048;
  const Data part{head(data.train, count), data.validation, data.test};
  const Recipe recipe{.hidden = {64, 64},
                      .learning_rate = 0.2 / 128,  // for each sample
                      .epochs = options.smoke ? 1 : 8,
                      .seed = options.seed};
  const auto sizes = sweep_batch_sizes(part, recipe, {2, 4, 8, 32, 128},
                                       options.smoke ? 1 : 4);
  print_batch_sizes(sizes);
  draw_batch_sizes(sizes, options.out);
}

/// A wide network for few images.
Recipe wide(const nn::Options& options) {
  return {.hidden = {256},
          .learning_rate = 0.01,
          .momentum = 0.9,
          .batch_size = 50,
          .epochs = options.smoke ? 2 : 60,
          .seed = options.seed};
}

void overfitting(const Data& data, const nn::Options& options) {
  nn::heading("Overfitting: 300 images, 203,530 weights");
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

void dropout_by_hand(const nn::Options& options) {
  nn::heading("Dropout by hand");
  print_dropout(options.seed);
}

void dropout_is_an_average(const Data& data, Recipe recipe,
                           const nn::Options& options) {
  nn::heading("One network, or the mean of many");
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

void averages(const Data& data, Recipe recipe, const nn::Options& options) {
  nn::heading("The mean of the last weights");
  recipe.batch_norm = true;
  recipe.learning_rate = 1;
  print_averaged(side_by_side(1, [&](std::size_t) {
    return train_and_average(data.train, data.test, recipe,
                             options.smoke ? 0.5 : 0.99);
  })[0]);
}

void hyperparameters(const Data& data, const nn::Options& options) {
  const Samples train = head(data.train, options.smoke ? 100 : 1000);
  const Recipe recipe{.hidden = {64},
                      .momentum = 0.9,
                      .batch_size = 50,
                      .epochs = options.smoke ? 1 : 10,
                      .seed = options.seed};
  const int side = options.smoke ? 2 : 4;
  const SearchSpace space;
  nn::heading(
      fmt::format("Search: {0} points of a grid, {0} at random", side * side));
  const auto by_grid =
      search(grid(space, side), train, data.validation, recipe);
  const auto by_chance = search(random_points(space, side * side, options.seed),
                                train, data.validation, recipe);
  print_best(by_grid, "grid");
  print_best(by_chance, "random");
  print_different(by_grid, by_chance);
  draw_search(by_grid, by_chance, space, options.out);
  const Trial& best =
      by_grid[0].accuracy > by_chance[0].accuracy ? by_grid[0] : by_chance[0];
  SealedTest sealed(data.test);
  const Score score = side_by_side(1, [&](std::size_t) {
    Learner learner(train, with(recipe, best));
    for (int epoch = 0; epoch < recipe.epochs; ++epoch)
      learner.epoch();
    return sealed.open(learner);
  })[0];
  print_verdict(best, score, options.seed);
}

void with_images(const nn::TrainTest& images, const nn::Options& options) {
  fmt::print("\nImages: {}\n", nn::describe(images.train));
  const Data data = prepare(images, options.smoke);
  const Data half{head(data.train, data.train.size() / 2), data.validation,
                  data.test};
  const Recipe deep{.epochs = options.smoke ? 2 : 10, .seed = options.seed};
  learning_rates(half, deep, options);
  starts(half, deep, options);
  inside(half, deep, options);
  batch_sizes(data, options);
  overfitting(data, options);
  by_heart(data, options);
  dropout_is_an_average(data, wide(options), options);
  both(data, options);
  averages(half, deep, options);
  hyperparameters(data, options);
  fmt::print("\nFigures: {}/*.svg\n", options.out.string());
}

}  // namespace

int main(int argc, char** argv) {
  nn::Program program(
      "07_batchnorm_dropout",
      "Batch normalization by hand and at work, overfitting and ways out of "
      "it, dropout, hyperparameter search.");
  std::string where = "fashion-mnist";
  program.option("--data", where,
                 "Images: fashion-mnist, mnist or a folder of IDX files");
  return program.run(argc, argv, [&](const nn::Options& options) {
    batch_norm_by_hand();
    backward_by_hand(options);
    scale_does_not_matter(options);
    train_and_evaluate(options);
    dropout_by_hand(options);
    if (const auto images = load_or_explain(where))
      with_images(*images, options);
  });
}
