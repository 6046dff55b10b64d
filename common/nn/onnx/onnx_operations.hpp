/// Which layer a node is. Chapter 15.
#pragma once

#include <string>
#include <vector>

#include "nn/onnx/layer_facts.hpp"
#include "nn/onnx/onnx_node.hpp"

namespace nn {

/// A layer that does what a node says.
struct OnnxMeaning {
  LayerFacts facts;
  std::size_t values = 1;  ///< how many inputs, from the first, are values
  bool flat = false;       ///< it gives N x features
  /// What the layer learns and keeps, as "weight", "bias", "running_mean" …, in
  /// PyTorch's shapes.
  std::vector<Tensor> parameters = {};
};

/// The types of node that are read, as a list for people.
std::string onnx_known_types();
bool onnx_is_known(const std::string& type);

/// A DataError, without the node's name, for what the library cannot do.
OnnxMeaning meaning_of(const OnnxNodeView& node);

}  // namespace nn
