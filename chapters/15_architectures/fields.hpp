/// The receptive fields of the networks of this chapter.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "receptive.hpp"

namespace chapter15 {

using Exact = nn::Graph<nn::Reference<double>>;

/// Of what a network gives before its average pooling or its fully connected
/// layers.
struct Field {
  std::string name;
  std::size_t side;
  /// The same windows with few channels, to be measured.
  std::function<void(Exact&)> thin;
  /// How many images that takes: with max poolings several. 0: it takes more
  /// than a moment.
  std::size_t images = 2;
};
std::vector<Field> fields();

/// The side by a gradient, on images that are large enough.
std::size_t measure(const Field& field, std::size_t images, std::uint64_t seed);

}  // namespace chapter15
