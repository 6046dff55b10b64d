/// The types of functions and of their derivatives.
#pragma once

#include <functional>

#include "nn/core/armadillo.hpp"

namespace chapter05 {

/// A function of n numbers, and one that returns its n partial derivatives.
using Function = std::function<double(const arma::vec&)>;
using Gradient = std::function<arma::vec(const arma::vec&)>;

/// The derivative of a function of one number.
using Slope = std::function<double(double)>;

}  // namespace chapter05
