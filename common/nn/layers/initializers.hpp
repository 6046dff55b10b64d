/// Starting values of weights. Chapter 6; notes C6.3.
#pragma once

#include <cstddef>

#include "nn/core/armadillo.hpp"
#include "nn/core/random.hpp"

namespace nn {

/// A rule that draws weights, given how many numbers a unit reads (fan_in)
/// and how many units read one number (fan_out).
struct Initializer {
  enum class Kind { constant, normal, xavier, he, orthogonal };
  Kind kind = Kind::constant;
  /// The constant, the deviation of `normal`, or the gain of `orthogonal`.
  double value = 0;

  /// The standard deviation of the weights. (Orthogonal: that of a fully
  /// connected layer, whose matrix is fan_out x fan_in.)
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
/// A matrix whose rows (or columns, if there are fewer) are orthogonal and of
/// length `gain`: it rotates its input and keeps its length (Saxe et al.,
/// ICLR 2014). For ReLU the gain is sqrt(2).
Initializer orthogonal(double gain = 1);

// #region fill_weights
/// Draws a whole matrix of weights; the numbers come from `random`, column by
/// column.
arma::fmat fill_weights(const Initializer& rule, std::size_t rows,
                        std::size_t cols, std::size_t fan_in,
                        std::size_t fan_out, Random& random);
// #endregion fill_weights

}  // namespace nn
