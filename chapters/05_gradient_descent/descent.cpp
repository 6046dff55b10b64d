#include "descent.hpp"

namespace chapter05 {

// #region descend-1d
/// Takes `steps` steps against the slope. Returns x before and after each step.
arma::vec descend(const Slope& slope, double x, double rate, int steps) {
  arma::vec way(steps + 1);
  way(0) = x;
  for (int i = 1; i <= steps; ++i)
    way(i) = x -= rate * slope(x);
  return way;
}
// #endregion descend-1d

// #region descend-2d
/// The same for two numbers, written out: both partial derivatives are taken
/// before either number moves. 2 x (steps + 1)
arma::mat descend_one_by_one(const Gradient& gradient, double x1, double x2,
                             double rate, int steps) {
  arma::mat way(2, steps + 1);
  way.col(0) = arma::vec{x1, x2};
  for (int i = 1; i <= steps; ++i) {
    const arma::vec g = gradient({x1, x2});
    x1 = x1 - rate * g(0);
    x2 = x2 - rate * g(1);
    way.col(i) = arma::vec{x1, x2};
  }
  return way;
}
// #endregion descend-2d

// #region descend
/// The same for any number of numbers: one line of vectors. n x (steps + 1)
arma::mat descend(const Gradient& gradient, arma::vec x, double rate,
                  int steps) {
  arma::mat way(x.n_elem, steps + 1);
  way.col(0) = x;
  for (int i = 1; i <= steps; ++i) {
    x -= rate * gradient(x);
    way.col(i) = x;
  }
  return way;
}
// #endregion descend

}  // namespace chapter05
