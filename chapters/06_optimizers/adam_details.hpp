/// Two details of Adam: what the bias correction is for, and why weight decay
/// does not belong in the gradient.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter06 {

/// The lengths of Adam's steps 1 ... n, in learning rates, while the gradient
/// stays 1, with or without the correction.
arma::vec step_lengths(int n, bool correct_bias);

/// The setup of the weight-decay experiment.
struct DecayTrial {
  arma::vec noise{0.1, 1, 10};  ///< each weight's gradient is +- this
  double rate = 0.01;
  double decay = 0.1;
  int steps = 1000;

  /// What decay alone would leave of a weight: (1 - rate * decay)^steps.
  double promised() const { return std::pow(1 - rate * decay, steps); }
};

/// Weights that start at 1 and get gradients +c, -c, +c ... that tell them
/// nothing: only the decay should move them. noise x (steps + 1).
arma::mat decayed_weights(const DecayTrial& trial, bool decoupled);

}  // namespace chapter06
