/// For the tests that compare all three backends with PyTorch's values.
#pragma once

#include <boost/test/unit_test.hpp>

#include "golden.hpp"
#include "unit/backends.hpp"

/// Rounding: PyTorch computed in double. In float every number of these small
/// sums has seven digits.
template <class B>
constexpr double tolerance =
    std::same_as<typename B::Real, double> ? 1e-12 : 2e-6;

template <class B>
typename B::Matrix in(const arma::mat& m) {
  return arma::conv_to<typename B::Matrix>::from(m);
}
