/// What a hidden layer has learned, in numbers.
#pragma once

#include "autoencoder.hpp"

namespace chapter12 {

/// Of the codes: mean activation; the share of images in which a unit is above
/// half of its own maximum, in the mean of all units; and the root mean squared
/// error of what is given back.
struct CodeStatistics {
  double mean = 0, busy = 0, error = 0;
};
CodeStatistics statistics_of(const Learned& learned, const arma::mat& x);

/// A network without a sigmoid, as many hidden units as `components`: root mean
/// squared errors of its training and of PCA.
struct LinearCodes {
  double network = 0, pca = 0;
  double angle = 0;  ///< the largest between both spaces, in degrees
};
LinearCodes linear_codes(const arma::mat& x, arma::uword components, int steps,
                         std::uint64_t seed);

}  // namespace chapter12
