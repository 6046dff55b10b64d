/// Logistic regression: a sigmoid of a weighted sum, trained by cross-entropy.
/// Source: notes D1.4.2.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter04 {

/// Hours that each student worked, and who passed (1).
struct Students {
  arma::rowvec hours, passed;
};

/// Twenty students: the example of Wikipedia's article on logistic regression,
/// which gives 1.5046 hours - 4.0777 as the best fit.
Students students();

/// p = sigmoid(w hours + b), for every student.
arma::rowvec probabilities(const arma::rowvec& hours, double w, double b);

/// Mean over the samples of the cross-entropy of sigmoid(w x + b).
double logistic_loss(const arma::rowvec& x, const arma::rowvec& target,
                     double w, double b);

/// Mean over the samples of (sigmoid(w x + b) - target)^2.
double squared_sigmoid_loss(const arma::rowvec& x, const arma::rowvec& target,
                            double w, double b);

/// A weight and a bias, and how many steps it took to find them.
struct LogisticFit {
  double w = 0, b = 0;
  int steps = 0;
};

/// Gradient descent from 0 until the slope is below 1e-10. There is no formula
/// for the solution; but the loss is convex, so there is only one.
LogisticFit fit_logistic(const Students& data, double rate = 1);

/// Three samples with one weight and no bias, on which the squared error of a
/// sigmoid has two valleys.
Students two_valleys();

}  // namespace chapter04
