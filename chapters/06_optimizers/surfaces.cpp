#include "surfaces.hpp"

namespace chapter06 {

// #region valley
/// x^2/20 + y^2: twenty times as steep in y as in x, so the gradient hardly
/// ever points at the minimum (notes C6.1).
Surface valley() {
  return {"valley",
          [](const arma::vec& w) { return w(0) * w(0) / 20 + w(1) * w(1); },
          [](const arma::vec& w) {
            return arma::vec{w(0) / 10, 2 * w(1)};
          },
          {-7, 2}};
}
// #endregion valley

Surface turned_valley() {
  const double c = std::sqrt(0.5);
  const arma::mat turn{{c, c}, {-c, c}};  // into the valley's own directions
  const Surface flat = valley();
  return {"turned valley", [=](const arma::vec& w) { return flat.f(turn * w); },
          [=](const arma::vec& w) {
            return arma::vec(turn.t() * flat.gradient(turn * w));
          },
          turn.t() * flat.start};
}

Surface rosenbrock() {
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

Surface saddle() {
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

std::vector<Surface> all_surfaces() {
  return {valley(), turned_valley(), rosenbrock(), saddle()};
}

}  // namespace chapter06
