/// What an .onnx file says: nodes, tensors, and the values between them.
/// Chapter 15.
///
/// ONNX: Open Neural Network Exchange, https://github.com/onnx/onnx, document
/// docs/IR.md; what each type of node computes is in docs/Operators.md.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "nn/io/safetensors.hpp"

namespace nn {

/// What a node is told beside its inputs.
using OnnxAttribute =
    std::variant<std::int64_t, float, std::string, std::vector<std::int64_t>>;

// #region node
/// One operation. It takes values and tensors by name and gives new values;
/// an input left out has the name "".
struct OnnxNode {
  std::string name;  ///< e.g. "layer1.0.conv1"; may be empty
  std::string type;  ///< e.g. "Conv"
  std::vector<std::string> inputs, outputs;
  std::map<std::string, OnnxAttribute> attributes = {};
  std::size_t number = 0;  ///< in the file, for messages
};
// #endregion node

/// A list of whole numbers, e.g. how much a Pad adds on each side.
struct OnnxIntegers {
  std::string name;
  std::vector<std::int64_t> values;
};

/// A batch of values: N x C x H x W for images, N x features for vectors.
struct OnnxValue {
  std::string name;
  std::vector<std::int64_t> dims;  ///< 0: any number, like N
};

// #region model
/// One network: one input, one output. Nodes are in order: each takes only what
/// stands before it.
struct OnnxModel {
  OnnxValue input, output;
  std::vector<OnnxNode> nodes;
  std::vector<Tensor> tensors;  ///< weights, in PyTorch's shapes and order
  std::vector<OnnxIntegers> integers = {};
  std::vector<OnnxValue> values = {};        ///< shapes between the nodes
  std::map<std::string, std::string> about;  ///< metadata: any texts
  std::int64_t opset = 13;                   ///< version of the operations
};
// #endregion model

}  // namespace nn
