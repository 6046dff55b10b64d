/// Layers become ONNX's nodes. Chapter 15.
#pragma once

#include <set>

#include "nn/onnx/layer_facts.hpp"
#include "nn/onnx/onnx_model.hpp"

namespace nn {

/// A layer and its place in a network.
struct OnnxLayer {
  std::string name;
  std::string weights;  ///< the layer whose parameters it has
  LayerFacts facts;
  std::vector<std::size_t>
      inputs;  ///< earlier layers, or OnnxWriter::from_input
  Shape out;
};

/// Adds layer after layer. Images are N x C x H x W in ONNX and vectors
/// N x features, and a node takes one or the other: where a layer of ours takes
/// both, a Flatten or a Reshape goes before it.
class OnnxWriter {
 public:
  static constexpr std::size_t from_input = static_cast<std::size_t>(-1);

  /// `tensors`: all parameters and states, under their names in the model.
  OnnxWriter(const Shape& input, std::vector<Tensor> tensors);

  void add(const OnnxLayer& layer);

  /// The last layer gives the output.
  OnnxModel finish() &&;

 private:
  /// What a node gives.
  struct Value {
    std::string name;
    Shape shape;
    bool flat = false;  // N x features
  };
  using Attributes = std::map<std::string, OnnxAttribute>;

  std::vector<Value> inputs_of(const OnnxLayer& layer);
  Value node(const std::string& type, std::vector<std::string> inputs,
             Attributes attributes, const Value& like);
  void last_node(const std::string& type, std::vector<std::string> inputs,
                 Attributes attributes, bool flat);
  Value as_vector(const Value& x);
  Value as_image(const Value& x);
  std::vector<Value> of_one_kind(std::vector<Value> inputs);
  std::string number(const std::string& name, float value);
  std::string integers(const std::string& name,
                       std::vector<std::int64_t> values);
  std::string unique(std::string name);
  std::string parameter(const char* name) const;

  void linear(const Value& x);
  void convolution(const Value& x);
  void pooling(const Value& x);
  void batch_norm(const Value& x);
  void gelu(const Value& x);
  void pad_channels(const Value& x);
  void join(const std::vector<Value>& inputs);
  void function(const Value& x);

  OnnxModel model_;
  std::set<std::string> taken_;  // names of tensors and values
  std::vector<Value> values_;    // of the layers
  Value input_;
  const OnnxLayer* layer_ = nullptr;  // that is being added
};

}  // namespace nn
