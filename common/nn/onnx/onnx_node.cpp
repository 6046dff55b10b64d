#include "nn/onnx/onnx_node.hpp"

#include <fmt/format.h>

#include "nn/core/error.hpp"
#include "nn/core/printable.hpp"

namespace nn {

std::string onnx_node_label(std::size_t number, const std::string& name,
                            const std::string& type) {
  return fmt::format("node {} {} ({})", number, quoted_name(name),
                     printable(type));
}

void OnnxNodeView::expect_inputs(std::size_t least, std::size_t most) const {
  const std::size_t found = node_.inputs.size();
  if (found < least || found > most)
    throw DataError(fmt::format("{} inputs, expected {}", found,
                                least == most
                                    ? fmt::to_string(least)
                                    : fmt::format("{} to {}", least, most)));
  for (std::size_t i = 0; i < least; ++i)
    if (!has(i)) throw DataError(fmt::format("input {} is left out", i));
}

bool OnnxNodeView::has(std::size_t input) const {
  return input < node_.inputs.size() && !node_.inputs[input].empty();
}

const std::string& OnnxNodeView::input(std::size_t i) const {
  if (!has(i)) throw DataError(fmt::format("input {} is missing", i));
  return node_.inputs[i];
}

const OnnxFlow& OnnxNodeView::value(std::size_t i) const {
  if (const OnnxFlow* found = lookup_.value(input(i))) return *found;
  throw DataError(fmt::format(
      "input {} is the tensor {}; the library wants what depends on the "
      "network's input there",
      i, quoted_name(input(i))));
}

bool OnnxNodeView::is_tensor(std::size_t i) const {
  return has(i) && lookup_.tensor(node_.inputs[i]);
}

const Tensor& OnnxNodeView::tensor(std::size_t i) const {
  if (const Tensor* found = lookup_.tensor(input(i))) return *found;
  throw DataError(
      fmt::format("input {}, {}, has to be a tensor of numbers in the file", i,
                  quoted_name(input(i))));
}

const Tensor& OnnxNodeView::tensor(std::size_t i, std::size_t rank) const {
  const Tensor& found = tensor(i);
  bool fits = found.shape.size() == rank;
  for (const std::size_t n : found.shape)
    fits = fits && n > 0;
  if (!fits)
    throw DataError(fmt::format(
        "tensor {} has the shape {}, expected {} dimensions, none of them 0",
        quoted_name(found.name), shape_text(found.shape), rank));
  return found;
}

const std::vector<std::int64_t>& OnnxNodeView::integers(std::size_t i) const {
  if (const OnnxIntegers* found = lookup_.integers(input(i)))
    return found->values;
  throw DataError(
      fmt::format("input {}, {}, has to be a list of whole numbers in the file",
                  i, quoted_name(input(i))));
}

template <class T>
const T* OnnxNodeView::attribute(const std::string& name) const {
  asked_.insert(name);
  const auto found = node_.attributes.find(name);
  if (found == node_.attributes.end()) return nullptr;
  const T* value = std::get_if<T>(&found->second);
  if (!value)
    throw DataError(fmt::format("attribute {} is of the wrong kind", name));
  return value;
}

std::int64_t OnnxNodeView::integer(const std::string& name,
                                   std::int64_t otherwise) const {
  const auto* found = attribute<std::int64_t>(name);
  return found ? *found : otherwise;
}

float OnnxNodeView::number(const std::string& name, float otherwise) const {
  const auto* found = attribute<float>(name);
  return found ? *found : otherwise;
}

std::string OnnxNodeView::text(const std::string& name,
                               const std::string& otherwise) const {
  const auto* found = attribute<std::string>(name);
  return found ? *found : otherwise;
}

std::vector<std::int64_t> OnnxNodeView::list(
    const std::string& name, std::vector<std::int64_t> otherwise) const {
  const auto* found = attribute<std::vector<std::int64_t>>(name);
  return found ? *found : std::move(otherwise);
}

void OnnxNodeView::expect(const std::string& name, std::int64_t only) const {
  const std::int64_t found = integer(name, only);
  if (found != only)
    throw DataError(
        fmt::format("{} = {}; the library has only {}", name, found, only));
}

void OnnxNodeView::expect_no_more() const {
  for (const auto& [name, value] : node_.attributes)
    if (!asked_.contains(name))
      throw DataError(
          fmt::format("attribute {} is not supported", quoted_name(name)));
}

}  // namespace nn
