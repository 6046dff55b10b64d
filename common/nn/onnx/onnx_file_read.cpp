// The bytes of an .onnx file become an OnnxModel. Nothing that a file says is
// believed: sizes are compared with the bytes that are there.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <google/protobuf/stubs/logging.h>

#include "nn/core/error.hpp"
#include "nn/core/printable.hpp"
#include "nn/io/byte_source.hpp"
#include "nn/onnx/onnx_file.hpp"
#include "nn/onnx/onnx_node.hpp"
#include "nn/onnx/onnx_numbers.hpp"
#include "nn/onnx/onnx_operations.hpp"
#include "nn/onnx/schema.hpp"

namespace nn {
namespace {

using std::filesystem::path;

/// Takes a message apart, and knows the file for what is wrong with it.
class Reading {
 public:
  explicit Reading(const path& file) : file_(file) {}

  OnnxModel model(const onnx::ModelProto& from);

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw DataError(fmt::format("{}: {}", file_.string(), what));
  }
  void tensor(const onnx::TensorProto& from, const std::string& name);
  void node(const onnx::NodeProto& from, int number);
  void constant(const onnx::NodeProto& from, const std::string& where);
  OnnxAttribute attribute(const onnx::AttributeProto& from,
                          const std::string& where) const;
  void ends(const onnx::GraphProto& graph);
  OnnxValue input_of(const onnx::ValueInfoProto& from) const;
  void take_name(const std::string& name, const std::string& where);
  void operations(const onnx::ModelProto& from);

  path file_;
  OnnxModel model_;
  std::set<std::string> names_;  // of tensors and values
};

void Reading::take_name(const std::string& name, const std::string& where) {
  if (!names_.insert(name).second)
    fail(fmt::format("{}: the name {} comes twice", where, quoted_name(name)));
}

void Reading::tensor(const onnx::TensorProto& from, const std::string& name) {
  const std::string where = "tensor " + quoted_name(name);
  take_name(name, where);
  try {
    if (onnx_is_integer(from))
      model_.integers.push_back({name, onnx_integers(from)});
    else
      model_.tensors.push_back({name, onnx_shape(from), onnx_floats(from)});
  } catch (const DataError& error) {
    fail(fmt::format("{}: {}", where, error.what()));
  }
}

/// Of the kinds that the operations here have.
OnnxAttribute Reading::attribute(const onnx::AttributeProto& from,
                                 const std::string& where) const {
  using Proto = onnx::AttributeProto;
  switch (from.type()) {
    case Proto::INT:
      return from.i();
    case Proto::FLOAT:
      return from.f();
    case Proto::STRING:
      return from.s();
    case Proto::INTS:
      return std::vector<std::int64_t>(from.ints().begin(), from.ints().end());
    default:
      fail(
          fmt::format("{}: attribute {} is of a kind ({}) that the library "
                      "does not read",
                      where, quoted_name(from.name()),
                      printable(Proto::AttributeType_Name(from.type()))));
  }
}

/// A Constant's tensor; or its single number.
void Reading::constant(const onnx::NodeProto& from, const std::string& where) {
  if (from.attribute_size() != 1 || from.output_size() != 1)
    fail(where + ": expected one attribute and one output");
  const onnx::AttributeProto& value = from.attribute(0);
  const std::string& name = from.output(0);
  if (value.has_t()) return tensor(value.t(), name);
  take_name(name, where);
  if (value.name() == "value_float")
    model_.tensors.push_back({name, {}, {value.f()}});
  else if (value.name() == "value_int")
    model_.integers.push_back({name, {value.i()}});
  else if (value.name() == "value_ints")
    model_.integers.push_back(
        {name, {value.ints().begin(), value.ints().end()}});
  else
    fail(fmt::format("{}: a constant by {} is not supported", where,
                     quoted_name(value.name())));
}

void Reading::node(const onnx::NodeProto& from, int number) {
  const std::string where = onnx_node_label(static_cast<std::size_t>(number),
                                            from.name(), from.op_type());
  const bool standard = from.domain().empty() || from.domain() == "ai.onnx";
  if (standard && from.op_type() == "Constant") return constant(from, where);
  OnnxNode node;
  node.number = static_cast<std::size_t>(number);
  node.name = from.name();
  node.type = (standard ? "" : from.domain() + ".") + from.op_type();
  node.inputs.assign(from.input().begin(), from.input().end());
  node.outputs.assign(from.output().begin(), from.output().end());
  for (const std::string& output : node.outputs)
    if (!output.empty()) take_name(output, where);
  if (onnx_is_known(node.type))  // others are refused by name, later
    for (const auto& a : from.attribute())
      node.attributes.emplace(a.name(), attribute(a, where));
  model_.nodes.push_back(std::move(node));
}

/// A name with its dimensions, as far as they are known.
OnnxValue described(const onnx::ValueInfoProto& from) {
  OnnxValue value = {from.name(), {}};
  for (const auto& dim : from.type().tensor_type().shape().dim())
    value.dims.push_back(std::max<std::int64_t>(dim.dim_value(), 0));
  return value;
}

OnnxValue Reading::input_of(const onnx::ValueInfoProto& from) const {
  const std::string where = "input " + quoted_name(from.name());
  const auto& type = from.type().tensor_type();
  if (!from.type().has_tensor_type() || !type.has_shape())
    fail(where + ": expected a tensor with a shape");
  if (type.elem_type() != onnx::TensorProto::FLOAT)
    fail(where + ": expected 32-bit floats");
  for (const auto& dim : type.shape().dim())
    if (dim.dim_value() < 0)
      fail(fmt::format("{}: a dimension of {}", where, dim.dim_value()));
  return described(from);
}

/// The one input that is no tensor (before IR version 4, tensors were listed
/// among the inputs), and the one output.
void Reading::ends(const onnx::GraphProto& graph) {
  std::vector<const onnx::ValueInfoProto*> inputs;
  for (const auto& one : graph.input())
    if (!names_.contains(one.name())) inputs.push_back(&one);
  if (inputs.size() != 1 || graph.output_size() != 1)
    fail(
        fmt::format("a network with {} inputs and {} outputs; the library "
                    "reads those with one of each",
                    inputs.size(), graph.output_size()));
  model_.input = input_of(*inputs.front());
  // Shapes behind the input are for people: the graph computes its own.
  for (const auto& info : graph.value_info())
    model_.values.push_back(described(info));
  model_.output = described(graph.output(0));
  take_name(model_.input.name, "input");
}

void Reading::operations(const onnx::ModelProto& from) {
  model_.opset = 0;
  for (const auto& set : from.opset_import())
    if (set.domain().empty() || set.domain() == "ai.onnx")
      model_.opset = set.version();
  if (model_.opset < 7 || model_.opset > 22)
    fail(model_.opset == 0
             ? "it does not say which version of ONNX's operations it uses "
               "(opset_import): cut short?"
             : fmt::format("version {} of ONNX's operations (opset_import); "
                           "the library reads 7 to 22",
                           model_.opset));
}

OnnxModel Reading::model(const onnx::ModelProto& from) {
  if (!from.has_graph()) fail("no network in it: no .onnx file, or cut short");
  operations(from);
  const onnx::GraphProto& graph = from.graph();
  if (graph.sparse_initializer_size() > 0)
    fail("it has sparse tensors, which the library does not read");
  for (const auto& t : graph.initializer())
    tensor(t, t.name());
  ends(graph);
  for (int i = 0; i < graph.node_size(); ++i)
    node(graph.node(i), i);
  for (const auto& text : from.metadata_props())
    model_.about[text.key()] = text.value();
  return std::move(model_);
}

std::vector<std::uint8_t> all_bytes(const path& file) {
  ByteSource source(file);
  const std::uint64_t most =
      std::min<std::uint64_t>(source.size_limit(), onnx_limit);
  std::vector<std::uint8_t> bytes(most + 1);
  bytes.resize(source.read(bytes));
  if (bytes.size() > onnx_limit)
    throw DataError(fmt::format(
        "{}: larger than 2 GB, which protobuf cannot read", file.string()));
  return bytes;
}

}  // namespace

OnnxModel parse_onnx(const path& file, std::span<const std::uint8_t> bytes) {
  const google::protobuf::LogSilencer quiet;  // it would write to the terminal
  onnx::ModelProto message;
  if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
    throw DataError(file.string() +
                    ": no .onnx file, or cut short: protobuf cannot read it");
  return Reading(file).model(message);
}

OnnxModel read_onnx(const path& file) {
  return parse_onnx(file, all_bytes(file));
}

}  // namespace nn
