/// Losses with one weight: a descent and the curvature, by differences.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter04 {

/// Gradient descent on any loss with one weight, by central differences.
template <class F>
double walk_downhill(const F& loss, double w, double rate, int steps) {
  const double h = 1e-4;
  for (int i = 0; i < steps; ++i)
    w -= rate * (loss(w + h) - loss(w - h)) / (2 * h);
  return w;
}

/// The smallest second derivative of f at n points from low to high, by
/// differences: if it is below 0, f is not convex.
template <class F>
double least_curvature(const F& f, double low, double high, int n = 401) {
  const double h = 1e-3;
  double least = arma::datum::inf;
  for (double w : arma::vec(arma::linspace(low, high, arma::uword(n))))
    least = std::min(least, (f(w + h) - 2 * f(w) + f(w - h)) / (h * h));
  return least;
}

}  // namespace chapter04
