/// BatchNorm and dropout, each on and off: does one make the other needless?
#pragma once

#include <array>
#include <vector>

#include "data.hpp"

namespace chapter07 {

struct Named;
struct Recipe;

/// Test accuracy of four networks, each with several seeds.
struct TwoByTwo {
  /// [BatchNorm?][dropout?], one number per seed
  std::array<std::array<std::vector<double>, 2>, 2> accuracy;

  /// What dropout adds, seed by seed: the start is the same for both.
  std::vector<double> gain(bool batch_norm) const;

  /// How much BatchNorm reduces that gain.
  std::vector<double> lessened() const;
};

/// Without and with BatchNorm, each without and with dropout 0.5.
std::vector<Named> two_by_two_recipes(const Recipe& recipe);

/// Trains the four networks, `seeds` times each.
TwoByTwo batch_norm_and_dropout(const Data& data, const Recipe& recipe,
                                std::size_t seeds);

}  // namespace chapter07
