#include "steps_search.hpp"

#include "nn/core/print.hpp"

#include "sealed_test.hpp"
#include "search.hpp"
#include "show/figures_search.hpp"
#include "show/report_search.hpp"
#include "side_by_side.hpp"

namespace chapter07 {

SearchTask search_task(const Data& data, const nn::Options& options) {
  return {head(data.train, options.smoke ? 100 : 1000),
          {.hidden = {64},
           .momentum = 0.9,
           .batch_size = 50,
           .epochs = options.smoke ? 1 : 10,
           .seed = options.seed},
          options.smoke ? 2 : 4};
}

void hyperparameters(const Data& data, const nn::Options& options) {
  const SearchTask task = search_task(data, options);
  const Samples& train = task.train;
  const Recipe& recipe = task.recipe;
  const int side = task.side;
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

}  // namespace chapter07
