#include "fair.hpp"

#include "learner.hpp"
#include "overfitting.hpp"
#include "remedies.hpp"
#include "side_by_side.hpp"

namespace chapter07 {

namespace {

struct Run {
  double loss = 0, validation = 0, test = 0;
};

/// Trains to the end, or stops early. A network that has diverged guesses.
Run train(const Remedy& remedy, double rate, std::uint64_t seed) {
  const Data& data = remedy.data;
  Recipe recipe = remedy.recipe;
  recipe.learning_rate = rate;
  recipe.seed = seed;
  if (remedy.early_stop) {
    const Watched w = watch(data.train, data.validation, data.test, recipe);
    const std::size_t at = w.best();
    return {w.train[at].loss, w.validation[at].accuracy, w.test[at].accuracy};
  }
  Learner learner(data.train, recipe);
  double loss = 0;
  for (int epoch = 0; epoch < recipe.epochs; ++epoch)
    loss = learner.epoch();
  if (learner.diverged()) return {loss, 0.1, 0.1};
  return {loss, learner.score(data.validation).accuracy,
          learner.score(data.test).accuracy};
}

Spread over(const std::vector<Run>& runs, std::size_t begin, std::size_t count,
            double Run::*value) {
  std::vector<double> values;
  for (std::size_t i = begin; i < begin + count; ++i)
    values.push_back(runs[i].*value);
  return spread(values);
}

/// The rate with the best validation accuracy, the mean over seeds.
AtItsBest choose(const std::string& name, const std::vector<double>& rates,
                 const std::vector<Run>& runs, std::size_t begin,
                 std::size_t seeds) {
  AtItsBest best{name, 0, {}, {}, {}, {}};
  for (std::size_t i = 0; i < rates.size(); ++i) {
    const Spread s = over(runs, begin + i * seeds, seeds, &Run::validation);
    if (s.mean > best.chosen_by.mean) {
      best.rate = rates[i];
      best.chosen_by = s;
    }
  }
  return best;
}

}  // namespace

std::vector<AtItsBest> each_at_its_best(const std::vector<Remedy>& all,
                                        const std::vector<double>& rates,
                                        const Seeds& seeds) {
  const std::size_t each = rates.size() * seeds.choose;
  const auto tried = side_by_side(all.size() * each, [&](std::size_t i) {
    const Remedy& one = all[i / each];
    return train(one, rates[i % each / seeds.choose],
                 one.recipe.seed + i % seeds.choose);
  });
  std::vector<AtItsBest> best;
  for (std::size_t k = 0; k < all.size(); ++k)
    best.push_back(choose(all[k].name, rates, tried, k * each, seeds.choose));
  const auto runs =
      side_by_side(all.size() * seeds.measure, [&](std::size_t i) {
        const std::size_t k = i / seeds.measure;
        return train(all[k], best[k].rate,
                     all[k].recipe.seed + 100 + i % seeds.measure);
      });
  for (std::size_t k = 0; k < all.size(); ++k) {
    const std::size_t begin = k * seeds.measure;
    best[k].loss = over(runs, begin, seeds.measure, &Run::loss);
    best[k].accuracy = over(runs, begin, seeds.measure, &Run::test);
    for (std::size_t i = begin; i < begin + seeds.measure; ++i)
      best[k].by_seed.push_back(runs[i].test);
  }
  return best;
}

std::vector<Remedy> all_on(const std::vector<Named>& all, const Data& data) {
  std::vector<Remedy> remedies;
  for (const Named& one : all)
    remedies.push_back({one.name, one.recipe, data});
  return remedies;
}

std::vector<double> half_decades(double low, double high) {
  std::vector<double> rates;
  for (double power = low; power < 1.01 * high; power *= 10)
    for (double rate : {power, 3 * power})
      if (rate < 1.01 * high) rates.push_back(rate);
  return rates;
}

}  // namespace chapter07
