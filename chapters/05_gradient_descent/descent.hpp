/// Gradient descent: one number, two numbers, any number of them.
/// Notes B "gradient descent".
#pragma once

#include "functions.hpp"

namespace chapter05 {

/// Takes `steps` steps against the slope. Returns x before and after each step.
arma::vec descend(const Slope& slope, double x, double rate, int steps);

/// The same for two numbers, written out. 2 x (steps + 1)
arma::mat descend_one_by_one(const Gradient& gradient, double x1, double x2,
                             double rate, int steps);

/// The same for any number of numbers. n x (steps + 1)
arma::mat descend(const Gradient& gradient, arma::vec x, double rate,
                  int steps);

}  // namespace chapter05
