#include "search.hpp"

#include "nn/core/random.hpp"

#include "learner.hpp"
#include "side_by_side.hpp"

namespace chapter07 {

// #region proposals
/// side x side points, evenly spaced, ends included.
std::vector<Trial> grid(const SearchSpace& space, int side) {
  std::vector<Trial> trials;
  for (int i = 0; i < side; ++i)
    for (int j = 0; j < side; ++j)
      trials.push_back({space.learning_rate.at(i / double(side - 1)),
                        space.weight_decay.at(j / double(side - 1))});
  return trials;
}

/// n independent points (Bergstra and Bengio, JMLR 13, 2012).
std::vector<Trial> random_points(const SearchSpace& space, int n,
                                 std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::general, 7);
  std::vector<Trial> trials;
  for (int i = 0; i < n; ++i) {
    const double rate = space.learning_rate.at(random.uniform());
    trials.push_back({rate, space.weight_decay.at(random.uniform())});
  }
  return trials;
}
// #endregion proposals

Recipe with(Recipe recipe, const Trial& trial) {
  recipe.learning_rate = trial.learning_rate;
  recipe.weight_decay = trial.weight_decay;
  return recipe;
}

std::vector<Trial> search(std::vector<Trial> trials, const Samples& train,
                          const Samples& validation, const Recipe& recipe) {
  const auto accuracy = side_by_side(trials.size(), [&](std::size_t i) {
    Learner learner(train, with(recipe, trials[i]));
    for (int epoch = 0; epoch < recipe.epochs; ++epoch)
      learner.epoch();
    return learner.diverged() ? 0.1 : learner.score(validation).accuracy;
  });
  for (std::size_t i = 0; i < trials.size(); ++i)
    trials[i].accuracy = accuracy[i];
  std::stable_sort(
      trials.begin(), trials.end(),
      [](const Trial& a, const Trial& b) { return a.accuracy > b.accuracy; });
  return trials;
}

std::array<std::size_t, 2> different_values(const std::vector<Trial>& trials) {
  const auto count = [&](double Trial::*setting) {
    std::vector<double> values;
    for (const Trial& trial : trials)
      values.push_back(trial.*setting);
    std::sort(values.begin(), values.end());
    return std::size_t(std::unique(values.begin(), values.end()) -
                       values.begin());
  };
  return {count(&Trial::learning_rate), count(&Trial::weight_decay)};
}

double chance_of_hit(int n, double share) {
  return 1 - std::pow(1 - share, n);
}

Luck luck_of_the_best(int models, int images, double accuracy,
                      std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::general, 8);
  const auto measure = [&] {
    int right = 0;
    for (int i = 0; i < images; ++i)
      right += random.uniform() < accuracy;
    return double(right) / images;
  };
  double best = 0;
  for (int i = 0; i < models; ++i)
    best = std::max(best, measure());
  return {best, measure()};
}

}  // namespace chapter07
