/// A model as an .onnx file, and back: for other programs, and from them.
/// Chapter 15.
#pragma once

#include "nn/model/weights.hpp"
#include "nn/onnx/layers.hpp"
#include "nn/onnx/onnx_file.hpp"
#include "nn/onnx/onnx_reader.hpp"
#include "nn/onnx/onnx_writer.hpp"

namespace nn {

/// The owner of layer i's parameters. An Error if the numbers of both would lie
/// in another order in ONNX.
template <Backend B>
std::size_t owner_of_weights(Model<B>& model, std::size_t i) {
  const std::size_t owner = model.owner(i);
  const auto theirs = model.layer(owner).parameters();
  for (std::size_t k = 0; const Parameter<B>* p : model.layer(i).parameters())
    if (p->torch.dims != theirs[k++]->torch.dims)
      throw Error(fmt::format(
          "{} shares the weights of {}, whose input has another shape: in ONNX "
          "they would lie in another order",
          model.layer_name(i), model.layer_name(owner)));
  return owner;
}

// #region to_onnx
/// What the file will say, for Mode::evaluate. An Error names a layer that ONNX
/// has no node for.
template <Backend B>
OnnxModel to_onnx(Model<B>& model, Texts about = {}) {
  static_assert(OnnxWriter::from_input == Model<B>::from_input);
  OnnxWriter writer(model.input_shape(), to_tensors(model));
  for (std::size_t i = 0; i < model.layer_count(); ++i) {
    const Shape& out = model.layer_shape(i);
    writer.add({model.layer_name(i),
                model.layer_name(owner_of_weights(model, i)),
                facts_of(model.layer(i), out), model.layer_inputs(i), out});
  }
  OnnxModel made = std::move(writer).finish();
  made.about = std::move(about);
  return made;
}
// #endregion to_onnx

/// Writes a built model, with texts `about` it. The batch's size is left free.
template <Backend B>
void save_onnx(Model<B>& model, const std::filesystem::path& file,
               Texts about = {}) {
  write_onnx(file, to_onnx(model, std::move(about)));
}

/// Adds the layer of one step; parameters that an earlier one has are shared.
template <Backend B>
class OnnxBuilder {
 public:
  OnnxBuilder(Graph<B>& graph, const std::string& input) : graph_(graph) {
    values_.emplace(input, graph.input());
  }

  Shape add(OnnxStep step, const OnnxReader& reader) {
    std::vector<Value> inputs;
    for (const std::string& name : step.inputs)
      inputs.push_back(values_.at(name));
    const bool can_share = step.facts.kind == LayerKind::linear ||
                           step.facts.kind == LayerKind::conv2d;
    const auto first = can_share ? made_.find(step.shared) : made_.end();
    const bool is_new = first == made_.end();
    const Value value = reader.attempt(step.label, [&] {
      return is_new ? add_layer(graph_, step.name, inputs, step.facts)
                    : graph_.again(first->second, inputs.front());
    });
    if (is_new) keep(step, value);
    values_.insert_or_assign(step.output, value);
    return value.shape;
  }
  const std::vector<Tensor>& tensors() const { return tensors_; }

 private:
  void keep(OnnxStep& step, const Value& value) {
    if (!step.parameters.empty()) made_.emplace(step.shared, value);
    for (Tensor& tensor : step.parameters) {
      tensor.name = step.name + "." + tensor.name;
      tensors_.push_back(std::move(tensor));
    }
  }

  Graph<B>& graph_;
  std::map<std::string, Value> values_;
  std::map<std::string, Value> made_;  // layers, by the names of their weights
  std::vector<Tensor> tensors_;
};

// #region from_onnx
/// The network that a file describes, with its numbers.
template <Backend B>
std::unique_ptr<Graph<B>> from_onnx(const OnnxModel& model,
                                    const std::filesystem::path& file) {
  OnnxReader reader(model, file);
  auto graph = std::make_unique<Graph<B>>(reader.input_shape());
  OnnxBuilder<B> builder(*graph, model.input.name);
  while (auto step = reader.next())
    reader.set_shape(builder.add(*std::move(step), reader));
  reader.attempt("the network", [&] { graph->build(0); });
  from_tensors(builder.tensors(), file.string(), *graph);
  return graph;
}
// #endregion from_onnx

template <Backend B>
struct LoadedOnnx {
  std::unique_ptr<Graph<B>> graph;  ///< built
  Texts about;                      ///< the file's metadata
};

/// Reads a network that this or another program has written. DataError, which
/// names the node, for what the library cannot do, and for broken files.
template <Backend B>
LoadedOnnx<B> load_onnx(const std::filesystem::path& file) {
  const OnnxModel model = read_onnx(file);
  return {from_onnx<B>(model, file), model.about};
}

}  // namespace nn
