#include "nn/onnx/onnx_layers.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nn/core/printable.hpp"

namespace nn::onnx_operations {

using Kind = LayerKind;
using Node = OnnxNodeView;
using Integers = std::vector<std::int64_t>;

void fail(const std::string& what) {
  throw DataError(what);
}

std::string text_of(const Integers& numbers) {
  const auto shown =
      numbers.begin() + std::min<std::ptrdiff_t>(std::ssize(numbers), 8);
  return fmt::format("[{}{}]", fmt::join(numbers.begin(), shown, ", "),
                     shown == numbers.end() ? "" : ", ...");
}

double decimal(float number) {
  return std::stod(fmt::format("{}", number));
}

double between(const char* name, double value, double low, double high) {
  if (value >= low && value <= high) return value;
  fail(fmt::format("{} = {}, expected {} to {}", name, value, low, high));
}

namespace {

// ---- windows

/// The one number of a list that has `count` equal ones.
std::size_t only_number(const Node& node, const char* name, std::size_t count,
                        std::int64_t otherwise) {
  const Integers found = node.list(name, Integers(count, otherwise));
  if (found.size() != count || found != Integers(count, found[0]) ||
      found[0] < 0 || found[0] > 65535)
    fail(
        fmt::format("{} = {}; the library has the same on all sides, {} "
                    "numbers from 0 to 65535",
                    name, text_of(found), count));
  return static_cast<std::size_t>(found[0]);
}

Window window_of(const Node& node, std::int64_t kernel) {
  Window window;
  window.kernel = only_number(node, "kernel_shape", 2, kernel);
  window.stride = only_number(node, "strides", 2, 1);
  window.padding = only_number(node, "pads", 4, 0);
  const std::string automatic = node.text("auto_pad", "NOTSET");
  if (automatic != "NOTSET" && automatic != "VALID")
    fail(fmt::format("auto_pad = {}; the library wants pads in numbers",
                     quoted_name(automatic)));
  if (node.list("dilations", {1, 1}) != Integers{1, 1})
    fail("dilations; the library has none");
  if (window.kernel == 0 || window.stride == 0)
    fail("a window or a stride of 0");
  return window;
}

void expect_image(const Node& node) {
  if (node.value(0).flat)
    fail("it takes images, N x C x H x W, and gets vectors, N x features");
}

// ---- layers with weights

Tensor named(const char* name, const Tensor& tensor) {
  return {name, tensor.shape, tensor.values};
}

Tensor transposed(const Tensor& tensor) {
  const std::size_t rows = tensor.shape[0], cols = tensor.shape[1];
  Tensor result = {tensor.name, {cols, rows}, std::vector<float>(rows * cols)};
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < cols; ++j)
      result.values[j * rows + i] = tensor.values[i * cols + j];
  return result;
}

/// A bias as `out` numbers; zeros without one.
Tensor bias_of(const Node& node, std::size_t input, std::size_t out) {
  if (!node.has(input)) return {"bias", {out}, std::vector<float>(out)};
  Tensor bias = named("bias", node.tensor(input));
  if (bias.shape == std::vector<std::size_t>{1, out}) bias.shape = {out};
  if (bias.shape != std::vector<std::size_t>{out})
    fail(fmt::format("a bias of the shape {}, expected [{}]",
                     shape_text(bias.shape), out));
  return bias;
}

}  // namespace

OnnxMeaning convolution(const Node& node) {
  node.expect_inputs(2, 3);
  expect_image(node);
  const Tensor& weight = node.tensor(1, 4);
  const std::size_t k = weight.shape[2];
  if (weight.shape[3] != k || k > 65535)
    fail(fmt::format("a kernel of {}x{}; the library's are square",
                     weight.shape[2], weight.shape[3]));
  node.expect("group", 1);
  const Window window = window_of(node, static_cast<std::int64_t>(k));
  if (window.kernel != k)
    fail(fmt::format("kernel_shape says {}, its weights {}", window.kernel, k));
  OnnxMeaning conv = {
      {Kind::conv2d, weight.shape[1], weight.shape[0], window, node.has(2)}};
  conv.parameters = {named("weight", weight)};
  if (node.has(2)) conv.parameters.push_back(bias_of(node, 2, weight.shape[0]));
  return conv;
}

namespace {

/// Of the weight as [out, in].
OnnxMeaning linear(const Node& node, Tensor weight, std::size_t bias) {
  if (!node.value(0).flat)
    fail(
        "it takes vectors, N x features, and gets images: a Flatten is "
        "missing");
  const std::size_t out = weight.shape[0], in = weight.shape[1];
  OnnxMeaning gemm = {{Kind::linear, in, out}, 1, /*flat=*/true};
  weight.name = "weight";
  gemm.parameters = {std::move(weight), bias_of(node, bias, out)};
  return gemm;
}

}  // namespace

OnnxMeaning gemm(const Node& node) {
  node.expect_inputs(2, 3);
  node.expect("transA", 0);
  if (node.number("alpha", 1) != 1 || node.number("beta", 1) != 1)
    fail("alpha or beta; the library has only 1");
  const std::int64_t turned = node.integer("transB", 0);
  const Tensor& weight = node.tensor(1, 2);
  return linear(node, turned ? weight : transposed(weight), 2);
}

OnnxMeaning product(const Node& node) {
  node.expect_inputs(2, 3);
  return linear(node, transposed(node.tensor(1, 2)), 2);
}

OnnxMeaning batch_norm(const Node& node) {
  node.expect_inputs(5, 5);
  const OnnxFlow& x = node.value(0);
  node.expect("training_mode", 0);
  node.expect("spatial", 1);
  if (x.flat && !x.shape.is_vector())
    fail(
        "it gives each pixel of a flattened image a mean of its own; the "
        "library's has one for each channel");
  const std::size_t channels = node.tensor(1, 1).shape[0];
  OnnxMeaning norm = {{Kind::batch_norm, channels, channels}, 1, x.flat};
  norm.facts.number =
      between("epsilon", decimal(node.number("epsilon", 1e-5f)), 0, 1);
  const double keeps =
      between("momentum", decimal(node.number("momentum", 0.9f)), 0, 1);
  norm.facts.momentum = decimal(static_cast<float>(1 - keeps));
  const char* names[] = {"weight", "bias", "running_mean", "running_var"};
  for (std::size_t i = 0; i < 4; ++i)
    norm.parameters.push_back(named(names[i], node.tensor(i + 1, 1)));
  return norm;
}

// ---- pooling

namespace {

OnnxMeaning pooling(const Node& node, Kind kind) {
  node.expect_inputs(1, 1);
  expect_image(node);
  node.expect("ceil_mode", 0);
  const Window window = window_of(node, 0);
  if (kind == Kind::max_pool)
    node.expect("storage_order", 0);
  else if (!node.integer("count_include_pad", 0) && window.padding > 0)
    fail(
        "a mean that leaves out the margin (count_include_pad = 0); the "
        "library counts its zeros");
  return {{kind, 0, 0, window}};
}

}  // namespace

OnnxMeaning max_pool(const Node& node) {
  return pooling(node, Kind::max_pool);
}

OnnxMeaning average_pool(const Node& node) {
  return pooling(node, Kind::average_pool);
}

OnnxMeaning global_average_pool(const Node& node) {
  node.expect_inputs(1, 1);
  expect_image(node);
  return {{Kind::global_average_pool}};
}

}  // namespace nn::onnx_operations
