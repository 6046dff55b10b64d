/// Images of which we know which pixels decide.
#pragma once

#include <memory>

#include "nn/model/sequential.hpp"

#include "seen_images.hpp"
#include "squares.hpp"

namespace chapter15 {

/// Each image has clutter, a bright square that means nothing, and somewhere a
/// mark of 9 bright pixels, +, x or a diamond: its class. Both are 5 x 5.
struct MarkedImages : SeenImages {
  std::vector<Corner> marks, decoys;  ///< where they are, one for each image

  static constexpr arma::uword side = 5;
  static constexpr nn::Shape shape{1, 20, 20};
};

MarkedImages marked_images(arma::uword count, std::uint64_t seed);

/// Three convolutions, a pooling, a Watch, the mean of each map, and a linear
/// layer.
std::unique_ptr<nn::Sequential<nn::Cpu>> mark_network(std::uint64_t seed);

/// The part of a map that lies on a square; a map of zeros has none.
double share_on(const arma::fvec& map, const Corner& corner);
/// Is the map's largest number on the square?
bool points_at(const arma::fvec& map, const Corner& corner);

}  // namespace chapter15
