/// The step that searches for hyperparameters.
#pragma once

#include "nn/program/program.hpp"

#include "data.hpp"
#include "recipe.hpp"

namespace chapter07 {

/// What is searched for: the rate and decay of a small network. `side`: points
/// of the grid each way.
struct SearchTask {
  Samples train;
  Recipe recipe;
  int side = 0;
};
SearchTask search_task(const Data& data, const nn::Options& options);

void hyperparameters(const Data& data, const nn::Options& options);

}  // namespace chapter07
