/// Hyperparameters: found by trial, chosen on validation samples.
#pragma once

#include "data.hpp"

namespace chapter07 {

struct Recipe;

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

/// side x side points, evenly spaced.
std::vector<Trial> grid(const SearchSpace& space, int side);
/// n independent points.
std::vector<Trial> random_points(const SearchSpace& space, int n,
                                 std::uint64_t seed);

/// The recipe with the settings of a trial.
Recipe with(Recipe recipe, const Trial& trial);

/// Trains once for each trial; sorted by validation accuracy, best first.
std::vector<Trial> search(std::vector<Trial> trials, const Samples& train,
                          const Samples& validation, const Recipe& recipe);

/// How many different values a search tried for each setting: [rate, decay].
std::array<std::size_t, 2> different_values(const std::vector<Trial>& trials);

/// The chance that at least one of n random trials is among the best `share`.
double chance_of_hit(int n, double share);

/// The best of many classifiers: apparent and true accuracy.
struct Luck {
  double seems, is;
};

/// `models` classifiers that are all equally good; each is measured on
/// `images` images, and the best is measured again on as many fresh ones.
Luck luck_of_the_best(int models, int images, double accuracy,
                      std::uint64_t seed);

}  // namespace chapter07
