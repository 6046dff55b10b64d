/// The shapes of everything in a network: the notes' 4-[4, 5, 6, 4, 3]-3.
#pragma once

#include <cstdint>
#include <vector>

#include "nn/core/armadillo.hpp"

namespace chapter03 {

/// The shapes in a layer, as the program finds them after forward() and
/// backward().
struct LayerShapes {
  arma::SizeMat W, b;    ///< weights: out x in; biases: out x 1
  arma::SizeMat dW, db;  ///< their gradients
  arma::SizeMat output;  ///< out x samples
  std::size_t parameters = 0;
};

/// Four inputs, five hidden layers, three outputs.
inline const std::vector<std::size_t> seven_widths = {4, 4, 5, 6, 4, 3, 3};

/// Builds the network with sigmoids, sends `samples` random samples through it
/// and a random gradient back.
std::vector<LayerShapes> shapes_of(const std::vector<std::size_t>& widths,
                                   std::size_t samples, std::uint64_t seed = 1);

}  // namespace chapter03
