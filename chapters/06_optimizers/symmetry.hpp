/// Why weights must not all start equal: units that start alike stay alike.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter06 {

/// How the weights of the XOR network start: all at `value`, plus a random
/// number of standard deviation `spread` for each.
struct XorStart {
  double value = 0;
  double spread = 0;
  std::uint64_t seed = 1;
};

/// The result of training: what the hidden units have become.
struct XorRun {
  arma::mat hidden;     ///< 4 units x (w1, w2, bias)
  arma::vec loss;       ///< before each step and after the last
  arma::vec distance;   ///< between the two most different units, at each step
  arma::rowvec answer;  ///< for 00, 01, 10, 11
};

/// Learns XOR by plain descent on the mean squared error.
XorRun learn_xor(const XorStart& start, int steps = 3000, double rate = 0.2);

}  // namespace chapter06
