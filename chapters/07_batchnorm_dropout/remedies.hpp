/// What helps against overfitting.
#pragma once

#include "data.hpp"
#include "recipe.hpp"

namespace chapter07 {

/// A remedy for overfitting.
struct Remedy {
  std::string name;  ///< in both languages
  Recipe recipe;
  Data data;  ///< train, validation, test as the network sees them
  bool early_stop = false;
};

/// Uses the first `few` training samples; each remedy changes one thing.
std::vector<Remedy> remedies(const Data& data, std::size_t few,
                             const Recipe& recipe);

}  // namespace chapter07
