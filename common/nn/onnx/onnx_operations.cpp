#include "nn/onnx/onnx_operations.hpp"

#include <fmt/format.h>

#include "nn/core/printable.hpp"
#include "nn/onnx/onnx_layers.hpp"

namespace nn {
namespace {

using namespace onnx_operations;
using Kind = LayerKind;
using Node = OnnxNodeView;
using Integers = std::vector<std::int64_t>;

OnnxMeaning flatten(const Node& node) {
  node.expect_inputs(1, 1);
  node.value(0);
  node.expect("axis", 1);
  return {{Kind::flatten}, 1, /*flat=*/true};
}

/// To N x features; or back to the image that a vector was.
OnnxMeaning reshape(const Node& node) {
  node.expect_inputs(2, 2);
  node.expect("allowzero", 0);
  const Shape& shape = node.value(0).shape;
  const Integers& to = node.integers(1);
  const auto size = [](std::size_t n) { return static_cast<std::int64_t>(n); };
  const bool batch = !to.empty() && to[0] >= -1 && to[0] <= 1;
  if (batch && to.size() == 2 &&
      (to[1] == size(shape.features()) || (to[1] == -1 && to[0] >= 0)))
    return {{Kind::flatten}, 1, /*flat=*/true};
  if (batch && to.size() == 4 && to[1] == size(shape.channels) &&
      to[2] == size(shape.height) && to[3] == size(shape.width))
    return {{Kind::identity}};
  fail(
      fmt::format("to {}; the library reads only [N, features] and the shape "
                  "before a Flatten, here [N, {}] and [N, {}, {}, {}]",
                  text_of(to), shape.features(), shape.channels, shape.height,
                  shape.width));
}

OnnxMeaning dropout(const Node& node) {
  node.expect_inputs(1, 2);  // with a third it would drop in use, too
  node.integer("seed", 0);
  float share = node.number("ratio", 0.5f);
  if (node.has(1)) {
    const Tensor& ratio = node.tensor(1);
    if (ratio.values.size() != 1) fail("a ratio that is no single number");
    share = ratio.values[0];
  }
  OnnxMeaning meaning = {{Kind::dropout}, 1, node.value(0).flat};
  meaning.facts.number = between("ratio", decimal(share), 0, 0.999999);
  return meaning;
}

/// What changes each number by itself.
template <Kind kind>
OnnxMeaning function(const Node& node) {
  node.expect_inputs(1, 1);
  return {{kind}, 1, node.value(0).flat};
}

OnnxMeaning gelu(const Node& node) {
  if (const std::string way = node.text("approximate", "none"); way != "none")
    fail(fmt::format("approximate = {}; the library's GELU is exact",
                     quoted_name(way)));
  return function<Kind::gelu>(node);
}

OnnxMeaning leaky_relu(const Node& node) {
  OnnxMeaning meaning = function<Kind::leaky_relu>(node);
  meaning.facts.number =
      between("alpha", decimal(node.number("alpha", 0.01f)), 0, 1e6);
  return meaning;
}

OnnxMeaning softmax(const Node& node) {
  const OnnxMeaning meaning = function<Kind::softmax>(node);
  const OnnxFlow& x = node.value(0);
  const std::int64_t axis = node.integer("axis", node.opset() < 13 ? 1 : -1);
  if (axis == 1 && (x.flat || x.shape.is_vector())) return meaning;
  if (axis == -1 && x.flat) return meaning;
  fail(
      fmt::format("axis = {}; the library's softmax is over all features of "
                  "a vector (axis 1)",
                  axis));
}

OnnxMeaning join(const Node& node, Kind kind) {
  node.expect_inputs(1, 1000);
  const bool flat = node.value(0).flat;
  for (std::size_t i = 1; i < node.inputs(); ++i)
    if (node.value(i).flat != flat) fail("it joins an image and a vector");
  return {{kind}, node.inputs(), flat};
}

OnnxMeaning sum(const Node& node) {
  return join(node, Kind::add);
}

OnnxMeaning add(const Node& node) {
  node.expect_inputs(2, 2);
  if (node.is_tensor(0) || node.is_tensor(1))
    fail(
        "it adds numbers of the file; the library reads that only behind a "
        "MatMul, as its bias");
  return join(node, Kind::add);
}

OnnxMeaning concatenate(const Node& node) {
  const OnnxMeaning meaning = join(node, Kind::concatenate);
  const std::int64_t axis = node.integer("axis", 1);
  const std::int64_t from_end = meaning.flat ? -1 : -3;
  if (axis != 1 && axis != from_end)
    fail(fmt::format("axis = {}; the library joins channels (axis 1)", axis));
  return meaning;
}

/// Zeros behind the last channel.
OnnxMeaning pad(const Node& node) {
  node.expect_inputs(node.opset() < 11 ? 1 : 2, 3);
  const OnnxFlow& x = node.value(0);
  if (node.text("mode", "constant") != "constant" ||
      node.number("value", 0) != 0 ||
      (node.has(2) && node.tensor(2).values != std::vector<float>{0}))
    fail("it pads with something else than 0");
  if (x.flat && !x.shape.is_vector()) fail("it pads a flattened image");
  Integers pads = node.opset() < 11 ? node.list("pads", {}) : node.integers(1);
  const std::size_t rank = x.flat ? 2 : 4;
  const std::int64_t more = pads.size() == 2 * rank ? pads[rank + 1] : -1;
  if (more >= 0) pads[rank + 1] = 0;
  if (more < 0 || more > 65535 || pads != Integers(2 * rank, 0))
    fail(fmt::format("pads = {}; the library adds channels, behind the others",
                     text_of(pads)));
  if (more == 0) return {{Kind::identity}, 1, x.flat};
  const std::size_t channels =
      x.shape.channels + static_cast<std::size_t>(more);
  return {{Kind::pad_channels, 0, channels}, 1, x.flat};
}

using Read = OnnxMeaning (*)(const Node&);

const std::map<std::string, Read>& operations() {
  static const std::map<std::string, Read> all = {
      {"Add", add},
      {"AveragePool", average_pool},
      {"BatchNormalization", batch_norm},
      {"Concat", concatenate},
      {"Conv", convolution},
      {"Dropout", dropout},
      {"Flatten", flatten},
      {"Gelu", gelu},
      {"Gemm", gemm},
      {"GlobalAveragePool", global_average_pool},
      {"Identity", function<Kind::identity>},
      {"LeakyRelu", leaky_relu},
      {"MatMul", product},
      {"MaxPool", max_pool},
      {"Pad", pad},
      {"Relu", function<Kind::relu>},
      {"Reshape", reshape},
      {"Sigmoid", function<Kind::sigmoid>},
      {"Softmax", softmax},
      {"Sum", sum},
      {"Tanh", function<Kind::tanh>}};
  return all;
}

}  // namespace

std::string onnx_known_types() {
  std::string all;
  for (const auto& [type, read] : operations())
    all += (all.empty() ? "" : ", ") + type;
  return all;
}

bool onnx_is_known(const std::string& type) {
  // Those of a GELU: the reader sees them together.
  return operations().contains(type) || type == "Div" || type == "Erf" ||
         type == "Mul";
}

OnnxMeaning meaning_of(const OnnxNodeView& node) {
  const auto found = operations().find(node.node().type);
  if (found != operations().end()) {
    OnnxMeaning meaning = found->second(node);
    node.expect_no_more();
    return meaning;
  }
  fail(fmt::format("not supported; the library reads {}, and a GELU of Div, "
                   "Erf, Add and Mul",
                   onnx_known_types()));
}

}  // namespace nn
