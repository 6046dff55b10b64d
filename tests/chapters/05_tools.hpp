// What the tests of chapter 5 share.
#pragma once

#include <boost/test/unit_test.hpp>

#include "05_gradient_descent/descent.hpp"
#include "05_gradient_descent/gradient.hpp"
#include "05_gradient_descent/landscapes.hpp"

namespace chapter05_tests {

/// The largest |a - b|; infinite if sizes differ, NaN stays NaN.
inline double distance(const arma::mat& a, const arma::mat& b) {
  if (arma::size(a) != arma::size(b)) return arma::datum::inf;
  return (a - b).has_nan() ? arma::datum::nan : arma::abs(a - b).max();
}

/// The same from a column written out.
inline double distance(const arma::mat& a,
                       std::initializer_list<double> column) {
  return distance(a, arma::mat(arma::vec(column)));
}

/// The slope of y over x on a log-log plot.
inline double log_slope(const arma::vec& x, const arma::vec& y) {
  const arma::vec u = arma::log(x), v = arma::log(y);
  const arma::vec line = arma::polyfit(u, v, 1);
  return line(0);
}

/// |share - p| in units of the standard deviation of `count` yes-or-no draws.
inline double deviations(double share, double p, int count) {
  return std::abs(share - p) / std::sqrt(p * (1 - p) / count);
}

/// Is the gradient by hand that of the function, at x? Both are known to a
/// few times 1e-9: h^2 = 1e-8 times third derivatives below 100, or less.
inline double gradient_error(const chapter05::Function& f,
                             const chapter05::Gradient& gradient,
                             const arma::vec& x) {
  return distance(gradient(x), chapter05::numerical_gradient(f, x));
}

}  // namespace chapter05_tests
