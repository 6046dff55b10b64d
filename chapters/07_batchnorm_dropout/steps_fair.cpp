#include "steps_fair.hpp"

#include "nn/core/error.hpp"
#include "nn/core/print.hpp"

#include "fair.hpp"
#include "normalized_training.hpp"
#include "recipe.hpp"
#include "remedies.hpp"
#include "search.hpp"
#include "settings.hpp"
#include "show/report_fair.hpp"
#include "steps_search.hpp"
#include "two_by_two.hpp"

namespace chapter07 {

namespace {

/// The deep network from three starts, without and with BatchNorm.
void fair_starts(const Data& data, const nn::Options& options) {
  std::vector<Named> all = start_recipes(deep(options));
  for (Named& one : all)
    if (one.recipe.batch_norm) one.name += ", with BatchNorm";
  print_at_their_best(
      "start", each_at_its_best(all_on(all, half_of(data)),
                                half_decades(1e-5, options.smoke ? 1e-5 : 10),
                                options.smoke ? Seeds{1, 1} : Seeds{2, 5}));
}

/// Batches of 2 and of 32, without and with BatchNorm.
void fair_batches(const Data& data, const nn::Options& options) {
  std::vector<Named> all;
  for (std::size_t size : {2u, 32u})
    for (bool batch_norm : {false, true})
      all.push_back(
          {fmt::format("{}{}", size, batch_norm ? ", with BatchNorm" : ""),
           {.hidden = {64, 64},
            .batch_norm = batch_norm,
            .batch_size = size,
            .epochs = options.smoke ? 1 : 8,
            .seed = options.seed}});
  const std::size_t count = options.smoke ? 256 : 2048;
  const Data part{head(data.train, count), data.validation, data.test};
  print_at_their_best(
      "batch", each_at_its_best(all_on(all, part),
                                half_decades(1e-4, options.smoke ? 1e-4 : 1),
                                options.smoke ? Seeds{1, 1} : Seeds{2, 4}));
}

/// BatchNorm and dropout, on and off; a quarter of the labels is random.
void fair_dropout(const Data& data, const nn::Options& options) {
  for (std::size_t images : {300u, 1000u}) {
    const std::size_t count = options.smoke ? 50 : images;
    Recipe recipe = wide(options);
    recipe.epochs = options.smoke ? 1 : int(18000 / images);
    const Data part{
        with_random_labels(head(data.train, count), 0.25, options.seed),
        data.validation, data.test};
    const auto best =
        each_at_its_best(all_on(two_by_two_recipes(recipe), part),
                         half_decades(1e-4, options.smoke ? 1e-4 : 0.1),
                         options.smoke ? Seeds{1, 2} : Seeds{3, 8});
    print_at_their_best(fmt::format("{} images", images), best);
    print_gains(best);
  }
}

/// The remedies, with right labels and with a quarter drawn at random.
void fair_remedies(const Data& data, const nn::Options& options) {
  for (double share : {0.0, 0.25}) {
    const Data labeled{with_random_labels(data.train, share, options.seed),
                       data.validation, data.test};
    const auto best = each_at_its_best(
        remedies(labeled, options.smoke ? 50 : 300, wide(options)),
        half_decades(1e-4, options.smoke ? 1e-4 : 0.1),
        options.smoke ? Seeds{1, 2} : Seeds{2, 6});
    print_at_their_best(share == 0 ? "all labels right" : "one in four random",
                        best);
    print_over_the_first(best);
  }
}

/// A grid, and many draws of as many points.
void fair_search(const Data& data, const nn::Options& options) {
  const SearchTask task = search_task(data, options);
  const auto best_of = [&](const std::vector<Trial>& trials) {
    return search(trials, task.train, data.validation, task.recipe)[0];
  };
  std::vector<Trial> draws;
  for (int draw = 0; draw < (options.smoke ? 2 : 20); ++draw)
    draws.push_back(best_of(random_points({}, task.side * task.side,
                                          options.seed + std::uint64_t(draw))));
  print_draws(best_of(grid({}, task.side)), draws);
}

}  // namespace

void run_fair(const std::string& what, const Data& data,
              const nn::Options& options) {
  if (what == "starts")
    fair_starts(data, options);
  else if (what == "batches")
    fair_batches(data, options);
  else if (what == "dropout")
    fair_dropout(data, options);
  else if (what == "remedies")
    fair_remedies(data, options);
  else if (what == "search")
    fair_search(data, options);
  else
    throw nn::UsageError(fmt::format(
        "--fair {}: expected starts, batches, remedies, dropout or search",
        what));
}

}  // namespace chapter07
