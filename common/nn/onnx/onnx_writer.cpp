#include "nn/onnx/onnx_writer.hpp"

#include <algorithm>
#include <utility>

namespace nn {
namespace {

using Kind = LayerKind;
using Integers = std::vector<std::int64_t>;

std::int64_t signed_of(std::size_t n) {
  return static_cast<std::int64_t>(n);
}

/// Of a batch of any size.
Integers dims_of(const Shape& shape, bool flat) {
  if (flat) return {0, signed_of(shape.features())};
  return {0, signed_of(shape.channels), signed_of(shape.height),
          signed_of(shape.width)};
}

/// ONNX's windows have two sides and four margins; ours are square.
std::map<std::string, OnnxAttribute> attributes_of(const Window& window) {
  const std::int64_t kernel = signed_of(window.kernel),
                     stride = signed_of(window.stride),
                     padding = signed_of(window.padding);
  return {{"kernel_shape", Integers{kernel, kernel}},
          {"strides", Integers{stride, stride}},
          {"pads", Integers{padding, padding, padding, padding}}};
}

}  // namespace

OnnxWriter::OnnxWriter(const Shape& input, std::vector<Tensor> tensors)
    : input_{"input", input, input.is_vector()} {
  taken_ = {"input", "output"};
  for (const Tensor& tensor : tensors)
    taken_.insert(tensor.name);
  model_.input = {"input", dims_of(input, input_.flat)};
  model_.tensors = std::move(tensors);
}

std::string OnnxWriter::unique(std::string name) {
  while (!taken_.insert(name).second)
    name += "_";
  return name;
}

std::string OnnxWriter::parameter(const char* name) const {
  return layer_->weights + "." + name;
}

std::vector<OnnxWriter::Value> OnnxWriter::inputs_of(const OnnxLayer& layer) {
  std::vector<Value> inputs;
  for (const std::size_t i : layer.inputs)
    inputs.push_back(i == from_input ? input_ : values_.at(i));
  return inputs;
}

/// A node before the layer's own.
OnnxWriter::Value OnnxWriter::node(const std::string& type,
                                   std::vector<std::string> inputs,
                                   Attributes attributes, const Value& like) {
  const std::string name = layer_->name + "/" + type;
  const Value value = {unique(name), like.shape, like.flat};
  model_.nodes.push_back(
      {name, type, std::move(inputs), {value.name}, std::move(attributes)});
  model_.values.push_back({value.name, dims_of(value.shape, value.flat)});
  return value;
}

void OnnxWriter::last_node(const std::string& type,
                           std::vector<std::string> inputs,
                           Attributes attributes, bool flat) {
  const Value value = {unique(layer_->name), layer_->out, flat};
  model_.nodes.push_back({layer_->name,
                          type,
                          std::move(inputs),
                          {value.name},
                          std::move(attributes)});
  model_.values.push_back({value.name, dims_of(value.shape, value.flat)});
  values_.push_back(value);
}

// #region as_vector
OnnxWriter::Value OnnxWriter::as_vector(const Value& x) {
  if (x.flat) return x;
  return node("Flatten", {x.name}, {{"axis", std::int64_t{1}}},
              {"", x.shape, true});
}
// #endregion as_vector

/// A 0 in a Reshape keeps a dimension, here the batch.
OnnxWriter::Value OnnxWriter::as_image(const Value& x) {
  if (!x.flat) return x;
  const std::string shape =
      integers(layer_->name + "/Reshape.shape", dims_of(x.shape, false));
  return node("Reshape", {x.name, shape}, {}, {"", x.shape, false});
}

std::vector<OnnxWriter::Value> OnnxWriter::of_one_kind(
    std::vector<Value> inputs) {
  const auto is_flat = [](const Value& x) { return x.flat; };
  if (!std::ranges::all_of(inputs, is_flat))
    for (Value& x : inputs)
      x = as_image(x);
  return inputs;
}

/// A tensor that is a single number.
std::string OnnxWriter::number(const std::string& name, float value) {
  model_.tensors.push_back({unique(name), {}, {value}});
  return model_.tensors.back().name;
}

std::string OnnxWriter::integers(const std::string& name,
                                 std::vector<std::int64_t> values) {
  model_.integers.push_back({unique(name), std::move(values)});
  return model_.integers.back().name;
}

// ---- layers

void OnnxWriter::add(const OnnxLayer& layer) {
  layer_ = &layer;
  const std::vector<Value> inputs = inputs_of(layer);
  const Value& x = inputs.at(0);
  switch (layer.facts.kind) {
    case Kind::linear:
      return linear(x);
    case Kind::conv2d:
      return convolution(x);
    case Kind::batch_norm:
      return batch_norm(x);
    case Kind::max_pool:
    case Kind::average_pool:
    case Kind::global_average_pool:
      return pooling(x);
    case Kind::gelu:
      return gelu(x);
    case Kind::pad_channels:
      return pad_channels(x);
    case Kind::add:
    case Kind::concatenate:
      return join(inputs);
    default:
      return function(x);
  }
}

// #region linear
/// Gemm computes x W^T + b: our W x + b, sample by sample, in rows.
void OnnxWriter::linear(const Value& x) {
  last_node("Gemm", {as_vector(x).name, parameter("weight"), parameter("bias")},
            {{"transB", std::int64_t{1}}}, /*flat=*/true);
}
// #endregion linear

void OnnxWriter::convolution(const Value& x) {
  std::vector<std::string> inputs = {as_image(x).name, parameter("weight")};
  if (layer_->facts.bias) inputs.push_back(parameter("bias"));
  last_node("Conv", std::move(inputs), attributes_of(layer_->facts.window),
            /*flat=*/false);
}

void OnnxWriter::pooling(const Value& x) {
  const std::string image = as_image(x).name;
  if (layer_->facts.kind == Kind::global_average_pool)
    return last_node("GlobalAveragePool", {image}, {}, false);
  Attributes attributes = attributes_of(layer_->facts.window);
  const bool average = layer_->facts.kind == Kind::average_pool;
  if (average) attributes["count_include_pad"] = std::int64_t{1};
  last_node(average ? "AveragePool" : "MaxPool", {image}, std::move(attributes),
            false);
}

/// ONNX's momentum is the share that the old running mean keeps; ours, as
/// PyTorch's, the share of the new one.
void OnnxWriter::batch_norm(const Value& x) {
  const Value y = x.flat && !x.shape.is_vector() ? as_image(x) : x;
  last_node("BatchNormalization",
            {y.name, parameter("weight"), parameter("bias"),
             parameter("running_mean"), parameter("running_var")},
            {{"epsilon", static_cast<float>(layer_->facts.number)},
             {"momentum", static_cast<float>(1 - layer_->facts.momentum)}},
            y.flat);
}

/// Older versions of ONNX have no GELU, but the error function: x Phi(x) =
/// x (1 + erf(x / sqrt 2)) / 2.
void OnnxWriter::gelu(const Value& x) {
  const std::string& name = layer_->name;
  Value y = node("Div", {x.name, number(name + ".sqrt2", 1.41421356f)}, {}, x);
  y = node("Erf", {y.name}, {}, x);
  y = node("Add", {y.name, number(name + ".one", 1)}, {}, x);
  y = node("Mul", {x.name, y.name}, {}, x);
  last_node("Mul", {y.name, number(name + ".half", 0.5f)}, {}, x.flat);
}

void OnnxWriter::pad_channels(const Value& x) {
  const std::int64_t added = signed_of(layer_->facts.out - x.shape.channels);
  // What is added before each dimension, then what is added after.
  const Value y = x.flat && !x.shape.is_vector() ? as_image(x) : x;
  const Integers pads =
      y.flat ? Integers{0, 0, 0, added} : Integers{0, 0, 0, 0, 0, added, 0, 0};
  last_node("Pad", {y.name, integers(layer_->name + ".pads", pads)},
            {{"mode", std::string("constant")}}, y.flat);
}

void OnnxWriter::join(const std::vector<Value>& inputs) {
  const std::vector<Value> same = of_one_kind(inputs);
  std::vector<std::string> names;
  for (const Value& x : same)
    names.push_back(x.name);
  const bool two = names.size() == 2;
  if (layer_->facts.kind == Kind::concatenate)
    last_node("Concat", std::move(names), {{"axis", std::int64_t{1}}},
              same[0].flat);
  else
    last_node(two ? "Add" : "Sum", std::move(names), {}, same[0].flat);
}

/// What takes one value and keeps its shape.
void OnnxWriter::function(const Value& x) {
  const auto as = [&](const char* type, Attributes attributes = {}) {
    last_node(type, {x.name}, std::move(attributes), x.flat);
  };
  switch (layer_->facts.kind) {
    case Kind::relu:
      return as("Relu");
    case Kind::sigmoid:
      return as("Sigmoid");
    case Kind::tanh:
      return as("Tanh");
    case Kind::identity:
      return as("Identity");
    case Kind::leaky_relu:
      return as("LeakyRelu",
                {{"alpha", static_cast<float>(layer_->facts.number)}});
    case Kind::flatten:
      return last_node("Flatten", {x.name}, {{"axis", std::int64_t{1}}}, true);
    case Kind::softmax:  // over all features: of images, too
      return last_node("Softmax", {as_vector(x).name},
                       {{"axis", std::int64_t{1}}}, true);
    default:  // Dropout: nothing is dropped but in training
      return last_node(
          "Dropout",
          {x.name, number(layer_->name + ".ratio",
                          static_cast<float>(layer_->facts.number))},
          {}, x.flat);
  }
}

OnnxModel OnnxWriter::finish() && {
  model_.nodes.back().outputs = {"output"};
  model_.output = {"output", model_.values.back().dims};
  model_.values.pop_back();
  return std::move(model_);
}

}  // namespace nn
