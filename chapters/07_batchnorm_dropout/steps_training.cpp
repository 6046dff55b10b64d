#include "steps_training.hpp"

#include "nn/core/print.hpp"

#include "averaging.hpp"
#include "batch_size.hpp"
#include "normalized_training.hpp"
#include "recipe.hpp"
#include "settings.hpp"
#include "show/figures_training.hpp"
#include "show/report_training.hpp"
#include "side_by_side.hpp"

namespace chapter07 {

void learning_rates(const Data& data, const nn::Options& options) {
  nn::heading("Learning rate: once and ten times");
  Recipe recipe = deep(options);
  recipe.learning_rate = 0.1;
  const auto curves = follow_all(half_of(data), rate_recipes(recipe));
  print_curves(curves, {"rate 0.1, without", "rate 0.1, with BatchNorm",
                        "rate 1.0, without", "rate 1.0, with BatchNorm"});
  draw_rates(curves, recipe.learning_rate, options.out);
}

void starts(const Data& data, const nn::Options& options) {
  nn::heading("Good and bad starts: deviation of the first weights");
  const auto curves = follow_all(half_of(data), start_recipes(deep(options)));
  print_curves(curves, {"0.01, without", "He, without", "1.0, without",
                        "0.01, with BatchNorm", "He, with BatchNorm",
                        "1.0, with BatchNorm"});
  draw_starts(curves, options.out);
}

void inside(const Data& data, const nn::Options& options) {
  nn::heading("Inside: what each hidden layer hands on");
  Recipe recipe = deep(options);
  recipe.weights = nn::normal(0.05);
  const Data half = half_of(data);
  const auto runs = side_by_side(2, [&](std::size_t i) {
    Recipe mine = recipe;
    mine.batch_norm = i == 1;
    return look_inside(half, mine, options.smoke ? 10 : 200);
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

void averages(const Data& data, const nn::Options& options) {
  nn::heading("The mean of the last weights");
  Recipe recipe = deep(options);
  recipe.batch_norm = true;
  recipe.learning_rate = 1;
  const Data half = half_of(data);
  print_averaged(side_by_side(1, [&](std::size_t) {
    return train_and_average(half.train, half.test, recipe,
                             options.smoke ? 0.5 : 0.99);
  })[0]);
}

}  // namespace chapter07
