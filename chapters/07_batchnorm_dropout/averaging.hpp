/// The mean of the last weights, and how BatchNorm's statistics affect it.
#pragma once

#include "data.hpp"
#include "score.hpp"

namespace chapter07 {

struct Recipe;

/// One trained network, evaluated in three ways.
struct Averaged {
  Score last;          ///< the weights after the last step
  Score average;       ///< the mean of the weights and of the statistics
  Score half_average;  ///< the mean of the weights, statistics of the last step
};

/// Trains at a rate that is too large to settle.
Averaged train_and_average(const Samples& train, const Samples& unseen,
                           const Recipe& recipe, double decay);

}  // namespace chapter07
