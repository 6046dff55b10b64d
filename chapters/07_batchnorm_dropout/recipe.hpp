/// Recipes: how to train.
#pragma once

#include "nn/layers/initializers.hpp"

namespace chapter07 {

/// Everything that distinguishes one training run from another.
struct Recipe {
  std::vector<std::size_t> hidden{100, 100, 100, 100};
  bool batch_norm = false;
  double dropout = 0;  ///< after each hidden layer
  nn::Initializer weights = nn::he();
  double learning_rate = 0.1;
  double momentum = 0;      ///< 0: plain gradient descent
  double weight_decay = 0;  ///< adds decay/2 sum(w^2) over the weights
  std::size_t batch_size = 100;
  int epochs = 10;
  std::uint64_t seed = 1;
};

/// A recipe with its name.
struct Named {
  std::string name;
  Recipe recipe;
};

}  // namespace chapter07
