/// One node of a file, with what its inputs are. Chapter 15.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "nn/core/shape.hpp"
#include "nn/onnx/onnx_model.hpp"

namespace nn {

/// What flows between nodes: images N x C x H x W, or (flat) N x features. A
/// flattened image still has the shape of the image here.
struct OnnxFlow {
  Shape shape;
  bool flat = false;
};

/// `node 7 "lstm" (LSTM)`: for messages.
std::string onnx_node_label(std::size_t number, const std::string& name,
                            const std::string& type);

/// Where a node looks up its inputs; null for a name that is something else.
struct OnnxLookup {
  std::function<const OnnxFlow*(const std::string&)> value;
  std::function<const Tensor*(const std::string&)> tensor;
  std::function<const OnnxIntegers*(const std::string&)> integers;
};

/// Asks a node for its inputs and attributes; what is not as expected is a
/// DataError without the node's name, which the caller adds.
class OnnxNodeView {
 public:
  OnnxNodeView(const OnnxNode& node, const OnnxLookup& lookup,
               std::int64_t opset)
      : node_(node), lookup_(lookup), opset_(opset) {}

  const OnnxNode& node() const { return node_; }
  std::int64_t opset() const { return opset_; }

  /// Inputs may be left out at the end, or by an empty name.
  void expect_inputs(std::size_t least, std::size_t most) const;
  bool has(std::size_t input) const;
  std::size_t inputs() const { return node_.inputs.size(); }

  const OnnxFlow& value(std::size_t input) const;
  bool is_tensor(std::size_t input) const;
  const Tensor& tensor(std::size_t input) const;
  /// With this many dimensions, none of them 0.
  const Tensor& tensor(std::size_t input, std::size_t rank) const;
  const std::vector<std::int64_t>& integers(std::size_t input) const;

  std::int64_t integer(const std::string& name, std::int64_t otherwise) const;
  float number(const std::string& name, float otherwise) const;
  std::string text(const std::string& name, const std::string& otherwise) const;
  std::vector<std::int64_t> list(const std::string& name,
                                 std::vector<std::int64_t> otherwise) const;

  /// An attribute that has to be this, for the library can nothing else.
  void expect(const std::string& name, std::int64_t only) const;
  /// Attributes that nobody has asked for would change what the node computes.
  void expect_no_more() const;

 private:
  template <class T>
  const T* attribute(const std::string& name) const;
  const std::string& input(std::size_t i) const;

  const OnnxNode& node_;
  const OnnxLookup& lookup_;
  std::int64_t opset_;
  mutable std::set<std::string> asked_;
};

}  // namespace nn
