/// Four landscapes of two weights, each with its own difficulty.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter06 {

/// A function to minimize, its gradient, where to start, and when it counts as
/// solved: below `goal` (its lowest value is 0) and never above it again.
struct Surface {
  std::string name;
  std::function<double(const arma::vec&)> f;
  std::function<arma::vec(const arma::vec&)> gradient;
  arma::vec start;
  double goal = 1e-3;
  int steps = 300;  ///< that a run may take
};

/// A straight valley along the x axis, steeper in y than in x.
Surface valley();
/// The same valley, turned by 45 degrees: no longer along the axes.
Surface turned_valley();
/// (1 - x)^2 + 100 (y - x^2)^2: a bent valley, steep across and almost flat
/// along (Rosenbrock, The Computer Journal 3, 1960).
Surface rosenbrock();
/// x^2/2 + (y^2 - 1)^2 / 4: minima at y = -1 and y = 1, and between them a
/// saddle on which every gradient is nearly 0. The start is almost on the
/// ridge that leads to it.
Surface saddle();

/// All four, in this order.
std::vector<Surface> all_surfaces();

}  // namespace chapter06
