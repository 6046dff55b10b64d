/// The library's optimizers on a surface, each at its best setting.
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
            const Memory& memory = {});

/// The step from which on the run stays below the goal; -1 if there is none.
int steps_to_goal(const Run& run, double goal);

/// The setting with which an optimizer reaches the goal fastest.
struct Best {
  Method method = Method::sgd;
  double rate = 0;
  Memory memory = {};
  int steps = -1;  ///< -1: no setting reached the goal
};

/// steps_to_goal() of a run of surface.steps steps. It gives up (-1) as soon as
/// the answer can no longer be below `limit`: whoever looks for the fastest
/// setting needs no more.
int steps_below(int limit, const Surface& surface, const Best& setting);

/// Tries the rates 10^-4 ... 10, five in each power of ten.
Best best_rate(const Surface& surface, Method method,
               const Memory& memory = {});

/// What a method's memory may be: a grid for each of its constants.
std::vector<Memory> memories(Method method);

/// The same rates with each of memories(): everything is chosen.
Best best_setting(const Surface& surface, Method method);

/// The best of each of the six optimizers: its rate, and with `memory_too` all
/// of its setting.
std::vector<Best> race(const Surface& surface, bool memory_too = false);

/// The height after `steps` steps of SGD on the valley. Along a direction of
/// curvature c a step multiplies the distance by 1 - rate c: it shrinks only
/// for rates below 2 / c. The valley's largest c is 2, so the limit is 1.
double height_after(double rate, int steps);

}  // namespace chapter06
