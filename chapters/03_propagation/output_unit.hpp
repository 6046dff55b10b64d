/// Is the sigmoid outdated? One unit that starts out wrong, with two losses.
#pragma once

#include "sigmoid.hpp"

namespace chapter03 {

/// The loss that the unit is trained with.
enum class UnitLoss {
  squared,       ///< (o - t)^2 / 2: dE/dnet = (o - t) o (1 - o)
  cross_entropy  ///< -t log o - (1 - t) log(1 - o): dE/dnet = o - t
};

/// dE/dnet of a sigmoid unit whose target is 1.
inline double unit_gradient(double net, UnitLoss loss) {
  const double o = sigmoid(net);
  const double slope = loss == UnitLoss::squared ? o * (1 - o) : 1;
  return (o - 1) * slope;
}

/// Steps until the unit outputs 0.9, updating its bias at rate 1.
inline int steps_to_right(double net, UnitLoss loss, int most = 1'000'000) {
  for (int step = 0; step < most; ++step) {
    if (sigmoid(net) > 0.9) return step;
    net -= unit_gradient(net, loss);
  }
  return most;
}

}  // namespace chapter03
