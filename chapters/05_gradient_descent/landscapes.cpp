#include "landscapes.hpp"

#include <cmath>

namespace chapter05 {

double parabola(double x) {
  return (x - 1) * (x - 1) + 1;
}

double parabola_slope(double x) {
  return 2 * x - 2;
}

double x_sin_x(double x) {
  return x * std::sin(x);
}

double x_sin_x_slope(double x) {
  return std::sin(x) + x * std::cos(x);
}

const std::array<double, 3> x_sin_x_minima = {0.0, 4.913180439434884,
                                              11.085538406497022};

double bowl(const arma::vec& x) {
  return arma::dot(x, x);
}

double hill_and_hollow(const arma::vec& x) {
  return x(0) * std::exp(-x(0) * x(0) - x(1) * x(1));
}

const double valley_curvature = 20;

double valley(const arma::vec& x) {
  return (x(0) * x(0) + valley_curvature * x(1) * x(1)) / 2;
}

arma::vec valley_gradient(const arma::vec& x) {
  return {x(0), valley_curvature * x(1)};
}

double himmelblau(const arma::vec& x) {
  const double u = x(0) * x(0) + x(1) - 11, v = x(0) + x(1) * x(1) - 7;
  return u * u + v * v;
}

arma::vec himmelblau_gradient(const arma::vec& x) {
  const double u = x(0) * x(0) + x(1) - 11, v = x(0) + x(1) * x(1) - 7;
  return {4 * x(0) * u + 2 * v, 2 * u + 4 * x(1) * v};
}

const arma::mat himmelblau_minima{
    {3, -2.805118086952745, -3.779310253377747, 3.584428340330492},
    {2, 3.131312518250573, -3.283185991286170, -1.848126526964404}};

double two_hollows(const arma::vec& x) {
  return x(0) * x(0) + std::pow(x(1), 4) / 4 - x(1) * x(1) / 2;
}

arma::vec two_hollows_gradient(const arma::vec& x) {
  return {2 * x(0), std::pow(x(1), 3) - x(1)};
}

}  // namespace chapter05
