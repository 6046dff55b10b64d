/// Logistic regression: a sigmoid of a weighted sum, trained by cross-entropy.
/// Source: notes D1.4.2.
#pragma once

#include "losses.hpp"

namespace chapter04 {

/// Hours that each student worked, and who passed (1).
struct Students {
  arma::rowvec hours, passed;
};

/// Twenty students: the example of Wikipedia's article on logistic regression,
/// which gives 1.5046 hours - 4.0777 as the best fit.
inline Students students() {
  return {{0.50, 0.75, 1.00, 1.25, 1.50, 1.75, 1.75, 2.00, 2.25, 2.50,
           2.75, 3.00, 3.25, 3.50, 4.00, 4.25, 4.50, 4.75, 5.00, 5.50},
          {0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1}};
}

/// p = sigmoid(w hours + b), for every student.
inline arma::rowvec probabilities(const arma::rowvec& hours, double w,
                                  double b) {
  return 1 / (1 + arma::exp(-(w * hours + b)));
}

/// Mean over the samples of the cross-entropy of sigmoid(w x + b).
inline double logistic_loss(const arma::rowvec& x, const arma::rowvec& target,
                            double w, double b) {
  double sum = 0;
  for (arma::uword j = 0; j < x.n_elem; ++j)
    sum += binary_cross_entropy(w * x(j) + b, target(j));
  return sum / double(x.n_elem);
}

/// Mean over the samples of (sigmoid(w x + b) - target)^2.
inline double squared_sigmoid_loss(const arma::rowvec& x,
                                   const arma::rowvec& target, double w,
                                   double b) {
  return arma::mean(arma::square(probabilities(x, w, b) - target));
}

/// A weight and a bias, and how many steps it took to find them.
struct LogisticFit {
  double w = 0, b = 0;
  int steps = 0;
};

/// Gradient descent from 0 until the slope is below 1e-10. There is no formula
/// for the solution; but the loss is convex, so there is only one.
inline LogisticFit fit_logistic(const Students& data, double rate = 1) {
  LogisticFit fit;
  for (; fit.steps < 100000; ++fit.steps) {
    const arma::rowvec error =
        probabilities(data.hours, fit.w, fit.b) - data.passed;
    const double dw = arma::mean(error % data.hours), db = arma::mean(error);
    if (std::hypot(dw, db) < 1e-10) break;
    fit.w -= rate * dw;
    fit.b -= rate * db;
  }
  return fit;
}

/// Three samples with one weight and no bias, on which the squared error of a
/// sigmoid has two valleys.
inline Students two_valleys() {
  return {{1, 10, 0.3}, {1, 0, 0}};
}

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
