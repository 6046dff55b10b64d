/// Joining what several layers give. Same file in reference/: the formulas.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/shape.hpp"

namespace nn::cpu {

/// Called by one worker on its own samples.
struct Join {
  static void add(const arma::fmat& a, const arma::fmat& b, arma::fmat& y);
  static void clear(arma::fmat& y) { y.zeros(); }
  static void insert_channels(const arma::fmat& x, const ChannelSlice& slice,
                              arma::fmat& y);
  static void extract_channels(const arma::fmat& y, const ChannelSlice& slice,
                               arma::fmat& x);
};

}  // namespace nn::cpu
