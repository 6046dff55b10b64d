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

// #region valley
/// x^2/20 + y^2: twenty times as steep in y as in x, so the gradient hardly
/// ever points at the minimum (notes C6.1).
inline Surface valley() {
  return {"valley",
          [](const arma::vec& w) { return w(0) * w(0) / 20 + w(1) * w(1); },
          [](const arma::vec& w) {
            return arma::vec{w(0) / 10, 2 * w(1)};
          },
          {-7, 2}};
}
// #endregion valley

/// The same valley, turned by 45 degrees: no longer along the axes.
inline Surface turned_valley() {
  const double c = std::sqrt(0.5);
  const arma::mat turn{{c, c}, {-c, c}};  // into the valley's own directions
  const Surface flat = valley();
  return {"turned valley", [=](const arma::vec& w) { return flat.f(turn * w); },
          [=](const arma::vec& w) {
            return arma::vec(turn.t() * flat.gradient(turn * w));
          },
          turn.t() * flat.start};
}

/// (1 - x)^2 + 100 (y - x^2)^2: a bent valley, steep across and almost flat
/// along (Rosenbrock, The Computer Journal 3, 1960).
inline Surface rosenbrock() {
  return {"Rosenbrock",
          [](const arma::vec& w) {
            const double a = 1 - w(0), b = w(1) - w(0) * w(0);
            return a * a + 100 * b * b;
          },
          [](const arma::vec& w) {
            const double b = w(1) - w(0) * w(0);
            return arma::vec{-2 * (1 - w(0)) - 400 * w(0) * b, 200 * b};
          },
          {-1.2, 1},
          1e-3,
          6000};
}

/// x^2/2 + (y^2 - 1)^2 / 4: minima at y = -1 and y = 1, and between them a
/// saddle on which every gradient is nearly 0. The start is almost on the
/// ridge that leads to it.
inline Surface saddle() {
  return {"saddle",
          [](const arma::vec& w) {
            const double b = w(1) * w(1) - 1;
            return w(0) * w(0) / 2 + b * b / 4;
          },
          [](const arma::vec& w) {
            return arma::vec{w(0), w(1) * (w(1) * w(1) - 1)};
          },
          {-1.5, 1e-3}};
}

inline std::vector<Surface> all_surfaces() {
  return {valley(), turned_valley(), rosenbrock(), saddle()};
}

}  // namespace chapter06
