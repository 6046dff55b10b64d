/// A loss that contains a gradient: a network that is to fit a few points, and
/// not to be steep between them. Drucker and LeCun, "Improving generalization
/// performance using double backpropagation", 1992.
#pragma once

#include "nn/core/armadillo.hpp"

#include "program.hpp"

namespace chapter14 {

/// Points of sin(3x) with noise, x in (-1, 1): 1 x n each.
struct NoisyPoints {
  arma::mat x, y;
};
NoisyPoints noisy_points(std::size_t n, double noise, std::uint64_t seed);
/// What the points would be without noise.
arma::mat without_noise(const arma::mat& x);

/// y = v tanh(w x + b) + c with `hidden` units; mean of (y - target)^2 at the
/// points, plus strength times the mean of (dy/dx)^2 at places between them.
class Smooth {
 public:
  Smooth(std::size_t hidden, std::size_t points, std::size_t places,
         double strength);
  Smooth(const Smooth&) = delete;
  Smooth& operator=(const Smooth&) = delete;

  const Program& program() const { return program_; }
  const Tensors& parameters() const { return parameters_; }
  const Tensors& gradients() const { return gradients_; }
  Tensor loss() const { return loss_; }
  Tensor fit() const { return fit_; }          ///< the mean squared error
  Tensor slope() const { return slope_; }      ///< dy/dx at the places
  Tensor curve() const { return curve_; }      ///< y at the places
  Tensor penalty() const { return penalty_; }  ///< the mean of slope^2

 private:
  Program program_;
  Tensors parameters_, gradients_;
  Tensor loss_, fit_, slope_, curve_, penalty_;
};

/// Numbers for the parameters w, b, v, c, in that order.
std::vector<arma::mat> first_weights(std::size_t hidden, std::uint64_t seed);

/// What a training with Adam leaves.
struct SmoothFit {
  double fit = 0;      ///< mean squared error at the points
  double penalty = 0;  ///< mean squared slope
  double miss = 0;     ///< mean squared distance to the curve without noise
  arma::mat places, curve;
};
SmoothFit fit_smoothly(const NoisyPoints& points, double strength, int steps,
                       std::uint64_t seed);

}  // namespace chapter14
