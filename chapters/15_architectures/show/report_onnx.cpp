#include "report_onnx.hpp"

#include <sstream>

#include "nn/core/print.hpp"

namespace chapter15 {
namespace {

/// "N x 4 x 14 x 14"
std::string dims(const nn::OnnxValue& value) {
  std::string text;
  for (const std::int64_t n : value.dims)
    text += (text.empty() ? "" : " x ") + (n == 0 ? "N" : std::to_string(n));
  return text;
}

std::string shape_of(const nn::OnnxModel& network, const std::string& value) {
  for (const nn::OnnxValue& v : network.values)
    if (v.name == value) return dims(v);
  return value == network.output.name ? dims(network.output) : "";
}

/// The numbers of the nodes that a node takes values from.
std::string takes(const nn::OnnxModel& network, const nn::OnnxNode& node) {
  std::string text;
  const auto add = [&](const std::string& word) {
    text += (text.empty() ? "" : ", ") + word;
  };
  for (const std::string& input : node.inputs) {
    if (input == network.input.name) add("the input");
    for (const nn::OnnxNode& maker : network.nodes)
      if (maker.outputs.front() == input) add(std::to_string(maker.number));
  }
  return text;
}

std::size_t count_of(const nn::OnnxModel& network, const std::string& type) {
  std::size_t count = 0;
  for (const nn::OnnxNode& node : network.nodes)
    count += node.type == type;
  return count;
}

std::size_t numbers_of(const nn::OnnxModel& network) {
  std::size_t count = 0;
  for (const nn::Tensor& tensor : network.tensors)
    count += tensor.values.size();
  return count;
}

}  // namespace

void print_nodes(const nn::OnnxModel& network) {
  fmt::print("  {:>4}  {:23}{:20}{:11}{}\n", "node", "name", "type", "takes",
             "gives");
  fmt::print("  {:>4}  {:54}{}\n", "", "the input", dims(network.input));
  for (const nn::OnnxNode& node : network.nodes)
    fmt::print("  {:4}  {:23}{:20}{:11}{}\n", node.number, node.name, node.type,
               takes(network, node), shape_of(network, node.outputs.front()));
}

void print_read_back(std::size_t layers,
                     const std::map<std::string, std::string>& about,
                     double apart) {
  fmt::print("\n  read back: {} layers\n", layers);
  for (const auto& [name, text] : about)
    fmt::print("  {}: {}\n", name, text);
  fmt::print("  largest difference of an answer: {}\n", apart);
}

void print_folded(const nn::OnnxModel& network, const nn::OnnxModel& folded,
                  double apart) {
  fmt::print("  {:24}{:>10}{:>10}\n", "", "before", "after");
  for (const char* type : {"Conv", "BatchNormalization", "Relu"})
    fmt::print("  {:24}{:10}{:10}\n", type, count_of(network, type),
               count_of(folded, type));
  fmt::print("  {:24}{:10}{:10}\n", "all nodes", network.nodes.size(),
             folded.nodes.size());
  fmt::print("  {:24}{:10}{:10}\n", "numbers", numbers_of(network),
             numbers_of(folded));
  fmt::print("\n  answers differ by less than 1e-5 of the largest: {}\n",
             apart < 1e-5 ? "yes" : "no");
}

void print_complaint(const std::string& text) {
  std::istringstream words(text);
  std::string line = " ";
  for (std::string word; words >> word;) {
    if (line.size() + 1 + word.size() > 80) {
      fmt::print("{}\n", line);
      line = " ";
    }
    line += " " + word;
  }
  fmt::print("{}\n", line);
}

}  // namespace chapter15
