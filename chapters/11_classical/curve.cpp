#include "curve.hpp"

#include <numbers>

namespace chapter11 {

arma::vec curve(const arma::vec& x) {
  return arma::sin(2 * std::numbers::pi * x) +
         arma::sin(6 * std::numbers::pi * x) / 3;
}

NoisyCurve noisy_curve(arma::uword n, double noise, nn::Random& random) {
  NoisyCurve data{arma::mat(1, n), arma::vec(n)};
  for (double& x : data.x)
    x = random.uniform();
  data.y = curve(data.x.row(0).t());
  for (double& y : data.y)
    y += noise * random.normal();
  return data;
}

}  // namespace chapter11
