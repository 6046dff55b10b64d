/// The network that the maps are drawn of.
#pragma once

#include <memory>

#include "nn/data/dataset.hpp"
#include "nn/model/graph.hpp"

#include "maps.hpp"
#include "seen_images.hpp"

namespace chapter15 {

/// A residual network that has seen clothes, with its BatchNorms folded away;
/// and two of the same kind that have forgotten something.
struct SeenNetwork {
  using Net = std::unique_ptr<nn::Graph<nn::Cpu>>;
  Net trained;
  Net without_top;  ///< random weights in the last layer alone
  Net untrained;    ///< random weights everywhere
  SeenImages test;
  double accuracy = 0;  ///< on these
  float gray = 0;       ///< the mean pixel of the training images
  std::vector<std::string> class_names;

  /// Patches of that gray.
  Patch patch() const { return {.side = 6, .stride = 2, .gray = gray}; }
};

struct SeenSizes {
  std::size_t train = 4000, test = 1000;
  int epochs = 3;
};

SeenNetwork network_to_see(const nn::TrainTest& images, const SeenSizes& sizes,
                           std::uint64_t seed);

}  // namespace chapter15
