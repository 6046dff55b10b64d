/// Hyperparameters: found by trial, chosen on validation samples.
#pragma once

#include "nn/core/error.hpp"

#include "learner.hpp"

namespace chapter07 {

/// One trial.
struct Trial {
  double learning_rate = 0, weight_decay = 0;
  double accuracy = 0;  ///< on the validation samples
};

/// A range whose ends differ by powers of ten.
struct LogRange {
  double low, high;

  /// 0 gives the lower end, 1 the upper: equal steps are equal factors.
  double at(double share) const { return low * std::pow(high / low, share); }
};

struct SearchSpace {
  LogRange learning_rate{1e-3, 3};
  LogRange weight_decay{1e-6, 1};
};

// #region proposals
/// side x side points, evenly spaced, ends included.
inline std::vector<Trial> grid(const SearchSpace& space, int side) {
  std::vector<Trial> trials;
  for (int i = 0; i < side; ++i)
    for (int j = 0; j < side; ++j)
      trials.push_back({space.learning_rate.at(i / double(side - 1)),
                        space.weight_decay.at(j / double(side - 1))});
  return trials;
}

/// n independent points (Bergstra and Bengio, JMLR 13, 2012).
inline std::vector<Trial> random_points(const SearchSpace& space, int n,
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

inline Recipe with(Recipe recipe, const Trial& trial) {
  recipe.learning_rate = trial.learning_rate;
  recipe.weight_decay = trial.weight_decay;
  return recipe;
}

/// Trains once for each trial; sorted by validation accuracy, best first.
inline std::vector<Trial> search(std::vector<Trial> trials,
                                 const Samples& train,
                                 const Samples& validation,
                                 const Recipe& recipe) {
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

// #region sealed
/// Test samples that can be used only once.
class SealedTest {
 public:
  explicit SealedTest(const Samples& samples) : samples_(samples) {}

  Score open(Learner& learner) {
    if (opened_)
      throw nn::Error(
          "the test samples were used before: whoever chooses by them needs "
          "new ones to measure with");
    opened_ = true;
    return learner.score(samples_);
  }

 private:
  const Samples& samples_;
  bool opened_ = false;
};
// #endregion sealed

/// How many different values a search tried for each setting: [rate, decay].
inline std::array<std::size_t, 2> different_values(
    const std::vector<Trial>& trials) {
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

/// The chance that at least one of n random trials is among the best `share`.
inline double chance_of_hit(int n, double share) {
  return 1 - std::pow(1 - share, n);
}

/// The best of many classifiers: apparent and true accuracy.
struct Luck {
  double seems, is;
};

/// `models` classifiers that are all equally good; each is measured on
/// `images` images, and the best is measured again on as many fresh ones.
inline Luck luck_of_the_best(int models, int images, double accuracy,
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
