// An OnnxModel becomes the messages of the ONNX schema, and those bytes.
#include <bit>
#include <cmath>
#include <cstring>
#include <set>

#include <fmt/format.h>

#include "nn/core/error.hpp"
#include "nn/core/printable.hpp"
#include "nn/io/atomic_file.hpp"
#include "nn/onnx/onnx_file.hpp"
#include "nn/onnx/schema.hpp"

namespace nn {
namespace {

using std::filesystem::path;

static_assert(std::endian::native == std::endian::little,
              "numbers are copied to the file as they are");

[[noreturn]] void fail(const path& file, const std::string& what) {
  throw DataError(fmt::format("{}: cannot write: {}", file.string(), what));
}

void check(const path& file, const Tensor& tensor) {
  std::size_t count = 1;
  for (const std::size_t n : tensor.shape)
    count *= n;
  if (count != tensor.values.size())
    fail(file, fmt::format("tensor {} has {} numbers, and the shape {}",
                           quoted_name(tensor.name), tensor.values.size(),
                           shape_text(tensor.shape)));
  for (const float value : tensor.values)
    if (!std::isfinite(value))
      fail(file, fmt::format("tensor {} holds {}, expected finite numbers; "
                             "lower the learning rate",
                             quoted_name(tensor.name), value));
}

void check_names(const path& file, const OnnxModel& model) {
  std::set<std::string> names;
  const auto add = [&](const std::string& name) {
    if (!names.insert(name).second)
      fail(file, fmt::format("the name {} is taken", quoted_name(name)));
  };
  for (const Tensor& tensor : model.tensors)
    add(tensor.name);
  for (const OnnxIntegers& list : model.integers)
    add(list.name);
  add(model.input.name);
  for (const OnnxNode& node : model.nodes)
    for (const std::string& output : node.outputs)
      add(output);
}

void set(const Tensor& from, onnx::TensorProto& to) {
  to.set_name(from.name);
  to.set_data_type(onnx::TensorProto::FLOAT);
  for (const std::size_t n : from.shape)
    to.add_dims(static_cast<std::int64_t>(n));
  to.set_raw_data(from.values.data(), from.values.size() * sizeof(float));
}

void set(const OnnxIntegers& from, onnx::TensorProto& to) {
  to.set_name(from.name);
  to.set_data_type(onnx::TensorProto::INT64);
  to.add_dims(static_cast<std::int64_t>(from.values.size()));
  to.set_raw_data(from.values.data(),
                  from.values.size() * sizeof(std::int64_t));
}

void set(const OnnxValue& from, onnx::ValueInfoProto& to) {
  to.set_name(from.name);
  auto& type = *to.mutable_type()->mutable_tensor_type();
  type.set_elem_type(onnx::TensorProto::FLOAT);
  for (const std::int64_t n : from.dims)
    if (auto& dim = *type.mutable_shape()->add_dim(); n == 0)
      dim.set_dim_param("N");
    else
      dim.set_dim_value(n);
}

void set(const OnnxAttribute& from, onnx::AttributeProto& to) {
  if (const auto* i = std::get_if<std::int64_t>(&from)) {
    to.set_type(onnx::AttributeProto::INT);
    to.set_i(*i);
  } else if (const auto* f = std::get_if<float>(&from)) {
    to.set_type(onnx::AttributeProto::FLOAT);
    to.set_f(*f);
  } else if (const auto* s = std::get_if<std::string>(&from)) {
    to.set_type(onnx::AttributeProto::STRING);
    to.set_s(*s);
  } else {
    to.set_type(onnx::AttributeProto::INTS);
    for (const std::int64_t n : std::get<std::vector<std::int64_t>>(from))
      to.add_ints(n);
  }
}

void set(const OnnxNode& from, onnx::NodeProto& to) {
  to.set_name(from.name);
  to.set_op_type(from.type);
  for (const std::string& input : from.inputs)
    to.add_input(input);
  for (const std::string& output : from.outputs)
    to.add_output(output);
  for (const auto& [name, value] : from.attributes) {
    onnx::AttributeProto& attribute = *to.add_attribute();
    attribute.set_name(name);
    set(value, attribute);
  }
}

// #region graph
void set(const OnnxModel& from, onnx::GraphProto& to) {
  to.set_name("network");
  set(from.input, *to.add_input());
  set(from.output, *to.add_output());
  for (const OnnxNode& node : from.nodes)
    set(node, *to.add_node());
  for (const Tensor& tensor : from.tensors)
    set(tensor, *to.add_initializer());
  for (const OnnxIntegers& list : from.integers)
    set(list, *to.add_initializer());
  for (const OnnxValue& value : from.values)
    set(value, *to.add_value_info());
}
// #endregion graph

}  // namespace

std::string format_onnx(const path& file, const OnnxModel& model) {
  check_names(file, model);
  for (const Tensor& tensor : model.tensors)
    check(file, tensor);
  onnx::ModelProto message;
  message.set_ir_version(7);
  message.set_producer_name("Deep Learning, Compiled");
  message.add_opset_import()->set_version(model.opset);
  set(model, *message.mutable_graph());
  for (const auto& [key, value] : model.about) {
    auto& text = *message.add_metadata_props();
    text.set_key(key);
    text.set_value(value);
  }
  std::string bytes;
  if (message.ByteSizeLong() > onnx_limit || !message.SerializeToString(&bytes))
    fail(file, "protobuf's messages end at 2 GB, and this network is larger");
  return bytes;
}

void write_onnx(const path& file, const OnnxModel& model) {
  const std::string bytes = format_onnx(file, model);
  AtomicFile to(file);
  to.write(bytes);
  to.complete();
}

}  // namespace nn
