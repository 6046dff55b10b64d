// Changes to an .onnx file's messages, and what the library says of the file.
#pragma once

#include <functional>

#include <boost/test/unit_test.hpp>

#include "nn/onnx/schema.hpp"

#include "unit/onnx_files_tools.hpp"

namespace onnx_tests {

using Proto = ::onnx::ModelProto;
using Change = std::function<void(Proto&)>;

inline nn::OnnxModel parsed(const std::string& bytes) {
  return nn::parse_onnx(
      "f.onnx",
      {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

/// A small network: conv (0), bn (1), relu (2), a Flatten (3), fc (4).
inline Proto small() {
  nn::Graph<Cpu> net({1, 4, 4});
  nn::Value x = net.add<nn::Conv2d>("conv", net.input(), 1, 2, {.kernel = 3});
  x = net.add<nn::BatchNorm>("bn", x, 2);
  x = net.add<nn::ReLU>("relu", x);
  net.add<nn::Linear>("fc", x, 8, 3);
  shake(net);
  Proto proto;
  BOOST_REQUIRE(proto.ParseFromString(
      nn::format_onnx("f.onnx", nn::to_onnx(net, {{"k", "v"}}))));
  return proto;
}

/// What is said of the file; "" if it is read.
inline std::string complaint(const std::string& bytes) {
  try {
    nn::from_onnx<Cpu>(parsed(bytes), "f.onnx");
    return "";
  } catch (const nn::DataError& error) {
    return error.what();
  }
}

inline std::string complaint(const Change& change) {
  Proto proto = small();
  change(proto);
  return complaint(proto.SerializeAsString());
}

/// The complaint begins with the file and holds all these words.
inline void refused(const Change& change,
                    const std::vector<std::string>& words) {
  const std::string said = complaint(change);
  BOOST_TEST(said.starts_with("f.onnx: "), said);
  BOOST_TEST(said.size() < 900u, said);
  for (const std::string& word : words)
    BOOST_TEST(said.find(word) != std::string::npos, word + " not in: " + said);
}

inline ::onnx::NodeProto& node(Proto& proto, int i) {
  return *proto.mutable_graph()->mutable_node(i);
}
inline ::onnx::TensorProto& tensor(Proto& proto, int i) {
  return *proto.mutable_graph()->mutable_initializer(i);
}
inline ::onnx::AttributeProto& attribute(Proto& proto, int i,
                                         const std::string& name) {
  for (auto& a : *node(proto, i).mutable_attribute())
    if (a.name() == name) return a;
  auto& added = *node(proto, i).add_attribute();
  added.set_name(name);
  return added;
}
inline void set_integer(Proto& proto, int i, const std::string& name,
                        std::int64_t value) {
  auto& a = attribute(proto, i, name);
  a.set_type(::onnx::AttributeProto::INT);
  a.set_i(value);
}

}  // namespace onnx_tests
