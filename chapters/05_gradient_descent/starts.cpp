#include "starts.hpp"

#include <cmath>
#include <utility>

#include "critical_points.hpp"
#include "landscapes.hpp"

namespace chapter05 {
namespace {

double size_of(double x) {
  return std::abs(x);
}

double size_of(const arma::vec& x) {
  return arma::norm(x);
}

template <class X, class G>
X end_of(const G& gradient, X x, double rate, int most, double flat) {
  for (int i = 0; i < most; ++i) {
    const X g = gradient(x);
    if (size_of(g) < flat) return x;
    x -= rate * g;
    if (!(size_of(x) < 1e6)) return x * arma::datum::nan;
  }
  return x;
}

}  // namespace

double end_of_descent(const Slope& slope, double x, double rate, int most,
                      double flat) {
  return end_of(slope, x, rate, most, flat);
}

arma::vec end_of_descent(const Gradient& gradient, arma::vec x, double rate,
                         int most, double flat) {
  return end_of(gradient, std::move(x), rate, most, flat);
}

arma::vec ends_on_x_sin_x(const arma::vec& starts, double rate) {
  arma::vec ends = starts;
  for (double& x : ends)
    x = end_of_descent(x_sin_x_slope, x, rate);
  return ends;
}

double share_of_luck(int tries, int trials, double rate, nn::Random& random) {
  int lucky = 0;
  for (int trial = 0; trial < trials; ++trial) {
    arma::vec starts(tries);
    starts.imbue([&] { return random.uniform(0, 14); });
    const arma::vec ends = ends_on_x_sin_x(starts, rate);
    lucky += arma::any(arma::abs(ends - x_sin_x_minima.back()) < 0.01);
  }
  return double(lucky) / trials;
}

double number_of_minimum(const arma::vec& x) {
  for (arma::uword i = 0; i < himmelblau_minima.n_cols; ++i)
    if (arma::norm(x - himmelblau_minima.col(i)) < 0.01) return double(i);
  return arma::datum::nan;
}

nn::Grid map_of_starts(double rate, arma::uword n) {
  const auto minimum_from = [rate](double x1, double x2) {
    return number_of_minimum(end_of_descent(
        himmelblau_gradient, arma::vec{x1, x2}, rate, /*most=*/500));
  };
  return nn::Grid::of(minimum_from, -5, 5, -5, 5, n);
}

arma::vec shares(const nn::Grid& map) {
  arma::vec counts(5, arma::fill::zeros);
  for (double minimum : map.z)
    ++counts(std::isnan(minimum) ? 4 : arma::uword(minimum));
  return counts / double(map.z.n_elem);
}

arma::vec largest_rates() {
  arma::vec limits(4);
  for (arma::uword i = 0; i < 4; ++i)
    limits(i) = 2 / arma::eig_sym(numerical_hessian(himmelblau_gradient,
                                                    himmelblau_minima.col(i)))
                        .max();
  return limits;
}

}  // namespace chapter05
