/// Are the pixels that a map calls important those that the network needs?
#pragma once

#include "nn/core/random.hpp"

#include "maps.hpp"

namespace chapter15 {

/// The pixels in the order of a map, the largest first; equal numbers in a
/// random order.
arma::uvec most_important_first(const arma::fvec& map, nn::Random& random);

/// How the images are taken apart: `points` shares of the pixels, from none to
/// all, become gray.
struct Deletion {
  arma::uword points = 21;
  float gray = 0;
};

/// The probability of the class when the first 0, 1 … of the pixels in this
/// order are gray. x: one image.
arma::rowvec deletion_curve(nn::Model<nn::Cpu>& net, const arma::fvec& x,
                            std::int32_t of_class, const arma::uvec& order,
                            const Deletion& deletion);

/// The curves of all images by their maps. images x points
arma::mat deletion_curves(nn::Model<nn::Cpu>& net, const arma::fmat& x,
                          const ClassList& classes, const arma::fmat& maps,
                          const Deletion& deletion, std::uint64_t seed);

/// The area below each curve, from 0 to 1: small if few pixels are enough to
/// take the class away.
arma::vec areas_below(const arma::mat& curves);

}  // namespace chapter15
