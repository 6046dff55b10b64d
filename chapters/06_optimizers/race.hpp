/// The library's optimizers on a surface, each at its best learning rate.
#pragma once

#include "methods.hpp"
#include "surfaces.hpp"

namespace chapter06 {

/// One run: where the weights were, and how high.
struct Run {
  arma::mat path;    ///< 2 x (steps + 1), the start first
  arma::vec height;  ///< of each column
};

/// Follows a surface down for `steps` steps. The path ends early if it
/// diverges.
Run descend(const Surface& surface, Method method, double rate, int steps,
            double momentum = 0.9);

/// The step from which on the run stays below the goal; -1 if there is none.
int steps_to_goal(const Run& run, double goal);

/// The rate with which an optimizer reaches the goal fastest.
struct Best {
  Method method = Method::sgd;
  double rate = 0;
  int steps = -1;  ///< -1: no rate reached the goal
  double momentum = 0.9;
};

/// Tries the rates 10^-4 ... 10, five in each power of ten.
Best best_rate(const Surface& surface, Method method, double momentum = 0.9);

/// The same for each momentum of 0.5, 0.6 ... 0.9: rate and momentum with which
/// Momentum or Nesterov reaches the goal fastest.
Best best_rate_and_momentum(const Surface& surface, Method method);

/// The best rate of each of the six optimizers.
std::vector<Best> race(const Surface& surface);

/// The height after `steps` steps of SGD on the valley. Along a direction of
/// curvature c a step multiplies the distance by 1 - rate c: it shrinks only
/// for rates below 2 / c. The valley's largest c is 2, so the limit is 1.
double height_after(double rate, int steps);

}  // namespace chapter06
