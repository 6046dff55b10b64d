#include "nn/onnx/onnx_reader.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nn/core/printable.hpp"

namespace nn {
namespace {

constexpr std::int64_t largest_side = 65535;
constexpr std::size_t most_nodes = 10000;  // far more than any network here
// A weight may be used again and again. Each use takes memory of its own.
constexpr std::size_t most_uses = 100;

template <class Map>
auto find(const Map& map, const std::string& name) -> const
    typename Map::mapped_type* {
  const auto found = map.find(name);
  return found == map.end() ? nullptr : &found->second;
}

}  // namespace

OnnxReader::OnnxReader(const OnnxModel& model, std::filesystem::path file)
    : model_(model), file_(std::move(file)) {
  if (model.nodes.size() > most_nodes)
    fail(fmt::format("{} nodes; the library reads networks of at most {}",
                     model.nodes.size(), most_nodes));
  find_tensors();
  check_wiring();
  mark_needed();
  flows_[model.input.name] = {shape_of_input(), model.input.dims.size() == 2};
}

void OnnxReader::fail(const std::string& what) const {
  throw DataError(fmt::format("{}: {}", file_.string(), what));
}

std::string OnnxReader::label(std::size_t node) const {
  const OnnxNode& n = model_.nodes[node];
  return onnx_node_label(n.number, n.name, n.type);
}

// ---- how nodes are connected

/// Some programs give a tensor that two nodes share a second name by an
/// Identity.
void OnnxReader::find_tensors() {
  for (const Tensor& tensor : model_.tensors)
    tensors_[tensor.name] = &tensor, stored_ += tensor.values.size();
  for (const OnnxIntegers& list : model_.integers)
    integers_[list.name] = &list;
  for (const OnnxNode& node : model_.nodes)
    if (node.type == "Identity" && node.inputs.size() == 1 &&
        node.outputs.size() == 1)
      if (const auto found = tensors_.find(node.inputs[0]);
          found != tensors_.end())
        tensors_[node.outputs[0]] = found->second;
}

// #region check_wiring
/// A node takes only what stands before it. So there is no cycle, and each
/// value is known when it is asked for.
void OnnxReader::check_wiring() {
  readers_.resize(model_.nodes.size());
  for (std::size_t i = 0; i < model_.nodes.size(); ++i) {
    const OnnxNode& node = model_.nodes[i];
    for (const std::string& input : node.inputs) {
      if (input.empty() || input == model_.input.name ||
          tensors_.contains(input) || integers_.contains(input))
        continue;
      const std::size_t* maker = find(makers_, input);
      if (!maker) refuse_input(i, input);
      readers_[*maker].push_back(i);
    }
    if (node.outputs.empty() || node.outputs[0].empty())
      fail(label(i) + ": gives nothing");
    makers_[node.outputs[0]] = i;
  }
  if (!makers_.contains(model_.output.name))
    fail(fmt::format("nobody gives the output {}",
                     quoted_name(model_.output.name)));
}
// #endregion check_wiring

void OnnxReader::refuse_input(std::size_t node, const std::string& input) {
  std::string who = "nobody gives";
  for (std::size_t k = 0; k < model_.nodes.size(); ++k)
    if (std::ranges::count(model_.nodes[k].outputs, input) > 0)
      who = k < node    ? "is not the first output of " + label(k)
            : k == node ? "it gives itself: a cycle"
                        : fmt::format(
                              "only the later {} gives: the nodes form a "
                              "cycle, or are not in order",
                              label(k));
  fail(fmt::format("{}: takes {}, which {}", label(node), quoted_name(input),
                   who));
}

/// Backward from the output.
void OnnxReader::mark_needed() {
  needed_.resize(model_.nodes.size());
  needed_[makers_.at(model_.output.name)] = true;
  for (std::size_t i = model_.nodes.size(); i-- > 0;)
    if (needed_[i])
      for (const std::string& input : model_.nodes[i].inputs)
        if (const std::size_t* maker = find(makers_, input))
          needed_[*maker] = true;
}

Shape OnnxReader::shape_of_input() const {
  const auto& dims = model_.input.dims;
  std::string text;
  for (const std::int64_t n : dims)
    if (text.size() < 60)
      text += (text.empty() ? "" : " x ") + (n ? std::to_string(n) : "N");
  bool fits = dims.size() == 2 || dims.size() == 4;
  for (std::size_t i = 1; i < dims.size(); ++i)
    fits = fits && dims[i] > 0 && (i == 1 || dims[i] <= largest_side);
  if (!fits)
    fail(
        fmt::format("its input is {}; the library reads N x channels x height "
                    "x width and N x features, only N of any size",
                    text));
  const auto size = [&](std::size_t i) {
    return i < dims.size() ? static_cast<std::size_t>(dims[i]) : 1;
  };
  return {size(1), size(2), size(3)};
}

// ---- several nodes that are one layer

/// The node of this type that alone takes what a node gives.
std::optional<std::size_t> OnnxReader::only_reader(
    std::size_t node, const std::string& type) const {
  if (readers_[node].size() != 1 ||
      model_.nodes[node].outputs[0] == model_.output.name)
    return {};
  const std::size_t reader = readers_[node].front();
  if (model_.nodes[reader].type != type) return {};
  return reader;
}

bool OnnxReader::is_number(const std::string& name, float value) const {
  const auto* found = find(tensors_, name);
  return found && (*found)->values.size() == 1 &&
         std::abs((*found)->values[0] - value) < 1e-6f;
}

/// A MatMul with the numbers that the Add behind it adds.
OnnxNode OnnxReader::with_bias(std::size_t i) {
  OnnxNode node = model_.nodes[i];
  if (node.inputs.size() != 2) fail(label(i) + ": expected 2 inputs");
  const auto add = only_reader(i, "Add");
  if (!add) return node;
  const OnnxNode& behind = model_.nodes[*add];
  for (const std::string& input : behind.inputs)
    if (tensors_.contains(input) && behind.inputs.size() == 2) {
      node.inputs.push_back(input);
      node.outputs = behind.outputs;
      needed_[*add] = false;
    }
  return node;
}

/// x / sqrt 2, erf, + 1, times x, / 2; the last two in either order.
std::optional<OnnxNode> OnnxReader::as_gelu(std::size_t i) {
  const auto& nodes = model_.nodes;
  const auto other_input = [&](std::size_t node, const std::string& one) {
    const auto& in = nodes[node].inputs;
    return in.size() != 2 ? "" : in[0] == one ? in[1] : in[0];
  };
  const auto erf = only_reader(i, "Erf");
  const auto add = erf ? only_reader(*erf, "Add") : erf;
  const auto times = add ? only_reader(*add, "Mul") : add;
  const auto half = times ? only_reader(*times, "Mul") : times;
  if (!half || nodes[i].inputs.size() != 2 ||
      !is_number(nodes[i].inputs[1], std::sqrt(2.0f)) ||
      !is_number(other_input(*add, nodes[*erf].outputs[0]), 1))
    return {};
  const std::string& x = nodes[i].inputs[0];
  std::string a = other_input(*times, nodes[*add].outputs[0]),
              b = other_input(*half, nodes[*times].outputs[0]);
  if (is_number(a, 0.5f)) std::swap(a, b);
  if (a != x || !is_number(b, 0.5f)) return {};
  for (const std::size_t node : {*erf, *add, *times, *half})
    needed_[node] = false;
  OnnxNode gelu = nodes[*half];
  gelu.type = "Gelu";
  gelu.inputs = {x};
  return gelu;
}

OnnxNode OnnxReader::whole(std::size_t i) {
  const std::string& type = model_.nodes[i].type;
  if (type == "MatMul") return with_bias(i);
  if (type == "Div")
    if (auto gelu = as_gelu(i)) return *std::move(gelu);
  return model_.nodes[i];
}

// ---- layers

OnnxLookup OnnxReader::lookup() const {
  return {[&](const std::string& name) { return find(flows_, name); },
          [&](const std::string& name) {
            const auto* found = find(tensors_, name);
            return found ? *found : nullptr;
          },
          [&](const std::string& name) {
            const auto* found = find(integers_, name);
            return found ? *found : nullptr;
          }};
}

/// PyTorch names tensors after their layers, "conv1.weight", and so do files of
/// weights; nodes often have other names.
std::string OnnxReader::layer_name(const OnnxNode& node) {
  std::string name = node.name.empty() ? node.outputs[0] : node.name;
  const std::string ending = ".weight";
  if (node.inputs.size() > 1 && node.inputs[1].ends_with(ending) &&
      node.inputs[1].size() > ending.size() &&
      tensors_.contains(node.inputs[1]))
    name = node.inputs[1].substr(0, node.inputs[1].size() - ending.size());
  name = printable(name);
  std::string unique = name;
  for (int times = 2; !names_.insert(unique).second; ++times)
    unique = fmt::format("{}_{}", name, times);
  return unique;
}

void OnnxReader::count(const std::vector<Tensor>& parameters) {
  for (const Tensor& tensor : parameters)
    used_ += tensor.values.size();
  if (used_ / most_uses > stored_ + (1 << 20))
    throw DataError(
        fmt::format("its weights are used more than {} times", most_uses));
}

/// Which tensors a node computes with, and how. A Linear's weights lie in
/// memory as its input does.
std::string OnnxReader::weights_of(const OnnxNode& node,
                                   const OnnxMeaning& meaning) const {
  const LayerFacts& f = meaning.facts;
  std::string text = node.type + " " + to_string(f.window);
  if (const auto* turned = find(node.attributes, "transB"))
    text += fmt::format(" {}", std::get<std::int64_t>(*turned));
  if (f.kind == LayerKind::linear)
    text += " " + to_string(flows_.at(node.inputs[0]).shape);
  for (std::size_t k = meaning.values; k < node.inputs.size(); ++k)
    text += fmt::format(" {}:{}", node.inputs[k].size(), node.inputs[k]);
  return text;
}

OnnxStep OnnxReader::step_of(std::size_t i) {
  const OnnxNode node = whole(i);
  const OnnxLookup names = lookup();
  try {
    OnnxMeaning meaning = meaning_of({node, names, model_.opset});
    count(meaning.parameters);
    OnnxStep step = {layer_name(node),
                     label(i),
                     meaning.facts,
                     {},
                     node.outputs[0],
                     weights_of(node, meaning),
                     std::move(meaning.parameters)};
    step.inputs.assign(
        node.inputs.begin(),
        node.inputs.begin() + static_cast<std::ptrdiff_t>(meaning.values));
    flat_ = meaning.flat;
    return step;
  } catch (const DataError& error) {
    fail(fmt::format("{}: {}", label(i), error.what()));
  }
}

std::optional<OnnxStep> OnnxReader::next() {
  while (next_ < model_.nodes.size() &&
         (!needed_[next_] || tensors_.contains(model_.nodes[next_].outputs[0])))
    ++next_;
  if (next_ == model_.nodes.size()) return {};
  OnnxStep step = step_of(next_++);
  output_ = step.output;
  return step;
}

void OnnxReader::set_shape(const Shape& shape) {
  flows_[output_] = {shape, flat_};
}

}  // namespace nn
