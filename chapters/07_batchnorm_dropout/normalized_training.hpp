/// What batch normalization does to training: learning rate, initial weights,
/// and activations.
#pragma once

#include "data.hpp"

namespace chapter07 {

struct Named;
struct Recipe;

/// One training run, epoch by epoch. NaN once it has diverged.
struct Curve {
  std::string name;
  std::vector<double> loss;      ///< mean over each epoch's steps
  std::vector<double> accuracy;  ///< on unseen images, after each epoch
};

Curve follow(const Data& data, const Recipe& recipe, const std::string& name);

std::vector<Curve> follow_all(const Data& data, const std::vector<Named>& all);

/// Without and with BatchNorm, at one learning rate and at ten times that.
std::vector<Named> rate_recipes(const Recipe& recipe);

/// Without and with BatchNorm, from weights too small, right and too large.
std::vector<Named> start_recipes(const Recipe& recipe);

/// Mean and deviation of each hidden layer's output, step by step.
struct Inside {
  arma::mat mean, deviation;  ///< steps x hidden layers
};

/// Trains and records the outputs of each ReLU, for the step's batch.
Inside look_inside(const Data& data, const Recipe& recipe, int steps);

}  // namespace chapter07
