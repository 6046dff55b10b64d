/// The nodes of a file, one layer after the other. Chapter 15.
#pragma once

#include <filesystem>
#include <optional>

#include "nn/core/error.hpp"
#include "nn/onnx/onnx_operations.hpp"

namespace nn {

/// A layer that a node is, and what it takes.
struct OnnxStep {
  std::string name;   ///< for the layer: unique, and printable
  std::string label;  ///< of the node, for messages
  LayerFacts facts;
  std::vector<std::string> inputs;  ///< values
  std::string output;               ///< value
  std::string shared;  ///< two steps with the same text have the same weights
  std::vector<Tensor> parameters;  ///< "weight", "bias" …
};

/// Goes through a network from its input to its output. Nodes that the output
/// does not depend on are left out, and a MatMul with its Add, or the five
/// nodes of a GELU, are one layer. All errors are DataErrors that name file and
/// node.
class OnnxReader {
 public:
  /// Checks how the nodes are connected.
  OnnxReader(const OnnxModel& model, std::filesystem::path file);

  Shape input_shape() const { return flows_.at(model_.input.name).shape; }

  /// The next layer; nothing behind the last.
  std::optional<OnnxStep> next();
  /// Its shape, before the next one is asked for.
  void set_shape(const Shape& shape);

  [[noreturn]] void fail(const std::string& what) const;
  /// f(); what it throws, as a DataError about this file.
  template <class F>
  auto attempt(const std::string& where, F&& f) const {
    try {
      return f();
    } catch (const Error& error) {
      fail(where + ": " + error.what());
    }
  }

 private:
  std::string label(std::size_t node) const;
  void find_tensors();
  void check_wiring();
  [[noreturn]] void refuse_input(std::size_t node, const std::string& input);
  void mark_needed();
  Shape shape_of_input() const;
  OnnxLookup lookup() const;

  std::optional<std::size_t> only_reader(std::size_t node,
                                         const std::string& type) const;
  bool is_number(const std::string& name, float value) const;
  OnnxNode with_bias(std::size_t i);
  std::optional<OnnxNode> as_gelu(std::size_t i);
  OnnxNode whole(std::size_t i);
  OnnxStep step_of(std::size_t i);
  std::string weights_of(const OnnxNode& node,
                         const OnnxMeaning& meaning) const;
  void count(const std::vector<Tensor>& parameters);
  std::string layer_name(const OnnxNode& node);

  const OnnxModel& model_;
  std::filesystem::path file_;
  std::map<std::string, const Tensor*> tensors_;
  std::map<std::string, const OnnxIntegers*> integers_;
  std::map<std::string, std::size_t> makers_;      // of each value
  std::vector<std::vector<std::size_t>> readers_;  // of each node's value
  std::vector<bool> needed_;
  std::map<std::string, OnnxFlow> flows_;  // values so far
  std::set<std::string> names_;            // of layers so far
  std::size_t next_ = 0;
  std::size_t stored_ = 0, used_ = 0;  // numbers of tensors
  std::string output_;                 // of the last step …
  bool flat_ = false;                  // … and whether it is N x features
};

}  // namespace nn
