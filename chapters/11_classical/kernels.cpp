#include "kernels.hpp"

#include <cmath>

#include "neighbors.hpp"

namespace chapter11 {

// #region kernels
Kernel linear_kernel() {
  return [](const arma::mat& a, const arma::mat& b) -> arma::mat {
    return a.t() * b;
  };
}

Kernel polynomial_kernel(double gamma, double shift, int degree) {
  return [=](const arma::mat& a, const arma::mat& b) -> arma::mat {
    const arma::mat base = gamma * (a.t() * b) + shift;
    arma::mat power = base;
    for (int i = 1; i < degree; ++i)
      power %= base;
    return power;
  };
}

Kernel rbf_kernel(double gamma) {
  return [=](const arma::mat& a, const arma::mat& b) -> arma::mat {
    arma::mat k = -gamma * squared_distances(a, b);
    return k.transform([](double x) { return std::exp(x); });
  };
}
// #endregion kernels

// #region quadratic
arma::mat quadratic_features(const arma::mat& x) {
  const arma::rowvec a = x.row(0), b = x.row(1);
  const double root = std::sqrt(2.0);
  arma::mat features(6, x.n_cols, arma::fill::ones);
  features.row(1) = root * a;
  features.row(2) = root * b;
  features.row(3) = arma::square(a);
  features.row(4) = root * a % b;
  features.row(5) = arma::square(b);
  return features;
}
// #endregion quadratic

}  // namespace chapter11
