/// A network that memorizes its training samples, and what helps against it.
#pragma once

#include "data.hpp"
#include "score.hpp"

namespace chapter07 {

struct Recipe;
struct Remedy;

/// A training run, measured from time to time.
struct Watched {
  std::vector<double> epoch;
  std::vector<Score> train, validation, test;

  /// Where the validation loss was lowest: the place to stop early.
  std::size_t best() const;
};

/// Trains for recipe.epochs and measures about `looks` times.
Watched watch(const Samples& train, const Samples& validation,
              const Samples& test, const Recipe& recipe, int looks = 12);

/// One line of the table: over several seeds.
struct Outcome {
  std::string name;
  std::size_t features = 0;
  Spread train, test, test_loss;
  Watched first;  ///< of the first seed, for the figure
};

std::vector<Outcome> compare(const std::vector<Remedy>& all, std::size_t seeds);

}  // namespace chapter07
