/// Kernels: inner products of features that nobody writes down. Source:
/// Boser, Guyon and Vapnik 1992.
#pragma once

#include <functional>

#include "nn/core/armadillo.hpp"

namespace chapter11 {

/// k(a_i, b_j) of all pairs. a: features x n, b: features x m; result: n x m.
using Kernel = std::function<arma::mat(const arma::mat&, const arma::mat&)>;

/// a'b: no features but the coordinates.
Kernel linear_kernel();

/// (gamma a'b + shift)^degree: all products of up to `degree` coordinates.
Kernel polynomial_kernel(double gamma, double shift, int degree);

/// exp(-gamma |a - b|^2): radial basis functions (RBF).
Kernel rbf_kernel(double gamma);

/// The features of (a'b + 1)^2 for two coordinates, written out: 6 x n.
arma::mat quadratic_features(const arma::mat& x);

}  // namespace chapter11
