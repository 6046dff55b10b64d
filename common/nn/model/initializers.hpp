/// Starting values of weights. Chapter 6; notes C6.3.
#pragma once

#include <cstddef>

#include "nn/support/armadillo.hpp"
#include "nn/support/random.hpp"

namespace nn {

/// A rule that draws one weight, given how many numbers a unit reads (fan_in)
/// and how many units read one number (fan_out).
struct Initializer {
  enum class Kind { constant, normal, xavier, he };
  Kind kind = Kind::constant;
  double value = 0;  ///< the constant, or the deviation of Kind::normal

  /// The standard deviation of the weights.
  double standard_deviation(std::size_t fan_in, std::size_t fan_out) const;
};

/// All zero: right for biases, wrong for weights (all units stay the same).
Initializer zeros();
/// All the same, e.g. 1 for the scale of a BatchNorm.
Initializer constant(double value);
/// Normal with a given standard deviation.
Initializer normal(double standard_deviation);
/// Variance 2 / (fan_in + fan_out), for sigmoid and tanh (Glorot and Bengio,
/// AISTATS 2010, equation 12).
Initializer xavier();
/// Variance 2 / fan_in, for ReLU (He et al., ICCV 2015, equation 10).
Initializer he();

/// The starting values of a whole matrix, drawn column by column.
arma::fmat fill_weights(const Initializer& rule, std::size_t rows,
                        std::size_t cols, std::size_t fan_in,
                        std::size_t fan_out, Random& random);

}  // namespace nn
