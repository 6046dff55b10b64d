#include "nn/model/weight_names.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "nn/core/error.hpp"
#include "nn/core/printable.hpp"

namespace nn {
namespace {

using std::filesystem::path;
using Tensors = std::vector<WantedTensor>;

constexpr std::size_t most_listed = 3;  // in a message

Tensors without_counters(const std::vector<TensorEntry>& entries) {
  Tensors tensors;
  for (const TensorEntry& entry : entries)
    if (!entry.is_counter()) tensors.push_back({entry.name, entry.shape});
  return tensors;
}

/// Those of `all` that have no equal among `others`.
Tensors difference(const Tensors& all, const Tensors& others) {
  std::map<std::string, const WantedTensor*> by_name;
  for (const WantedTensor& other : others)
    by_name[other.name] = &other;
  Tensors rest;
  for (const WantedTensor& tensor : all) {
    const auto found = by_name.find(tensor.name);
    if (found == by_name.end() || found->second->shape != tensor.shape)
      rest.push_back(tensor);
  }
  return rest;
}

// ---- Layers

/// The shapes of a layer's tensors, by the last parts of their names.
using Kind = std::map<std::string, std::vector<std::size_t>>;

/// The tensors whose names are equal up to their last dot.
struct LayerTensors {
  std::string name;                          // "net.0"
  std::map<std::string, std::string> names;  // "weight" -> "net.0.weight"
  Kind kind;                                 // "weight" -> its shape
};

std::vector<LayerTensors> layers_of(const Tensors& tensors) {
  std::vector<LayerTensors> layers;
  std::map<std::string, std::size_t> places;
  for (const auto& [full, shape] : tensors) {
    const std::size_t dot = full.rfind('.');
    const bool alone = dot == std::string::npos;
    const std::string name = alone ? "" : full.substr(0, dot);
    const std::string last = alone ? full : full.substr(dot + 1);
    const auto [at, is_new] = places.try_emplace(name, layers.size());
    if (is_new) layers.push_back({name, {}, {}});
    layers[at->second].names[last] = full;
    layers[at->second].kind[last] = shape;
  }
  return layers;
}

/// The name with leading zeros before every number: as texts, "layer10" comes
/// before "layer2", but "layer0000000010" after "layer0000000002".
std::string with_zeros(const std::string& name) {
  constexpr std::size_t width = 10;
  std::string text, number;
  const auto end_number = [&] {
    if (!number.empty() && number.size() < width)
      text.append(width - number.size(), '0');
    text += number;
    number.clear();
  };
  for (char c : name) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit) end_number();
    (digit ? number : text) += c;
  }
  end_number();
  return text;
}

/// The name without its digits.
std::string without_digits(std::string name) {
  std::erase_if(name, [](char c) { return c >= '0' && c <= '9'; });
  return name;
}

using LayersByKind = std::map<Kind, std::vector<LayerTensors>>;

/// Layers by kind, each kind in the order of the numbers in the names.
LayersByKind sort_layers(const Tensors& tensors) {
  LayersByKind sorted;
  for (LayerTensors& layer : layers_of(tensors))
    sorted[layer.kind].push_back(std::move(layer));
  for (auto& [kind, layers] : sorted)
    std::ranges::stable_sort(layers, {}, [](const LayerTensors& layer) {
      return with_zeros(layer.name);
    });
  return sorted;
}

/// "up" and "down" may come in either order: only numbers in names tell it.
void check_order(const LayersByKind& sorted, const path& file) {
  for (const auto& [kind, layers] : sorted)
    for (const LayerTensors& layer : layers)
      if (without_digits(layer.name) != without_digits(layers[0].name))
        throw DataError(fmt::format(
            "{}: the layers {} and {} have the same shapes, and their names do "
            "not tell which comes first; name them as this model does",
            file.string(), quoted_name(layers[0].name),
            quoted_name(layer.name)));
}

/// Adds a layer's names to those of the tensors; returns, for the note, which
/// layer is taken for which.
std::string take_layer(const LayerTensors& ours, const LayerTensors& theirs,
                       std::map<std::string, std::string>& names) {
  for (const auto& [last, full] : ours.names)
    names[full] = theirs.names.at(last);
  return fmt::format("{} for {}", quoted_name(theirs.name), ours.name);
}

std::string enumerate(const std::vector<std::string>& all) {
  const std::size_t shown = std::min(most_listed, all.size());
  std::string text;
  for (std::size_t i = 0; i < shown; ++i)
    text += (i == 0 ? "" : ", ") + all[i];
  if (all.size() > shown)
    text += fmt::format(" and {} more", all.size() - shown);
  return text;
}

/// Nothing if a layer on one side has no counterpart on the other.
std::optional<NameMatch> match_layers(const Tensors& wanted,
                                      const Tensors& found, const path& file) {
  if (wanted.size() != found.size()) return {};
  const LayersByKind sorted = sort_layers(found);
  std::map<Kind, std::size_t> used;
  std::map<std::string, std::string> names;
  std::vector<std::string> taken;
  for (const LayerTensors& ours : layers_of(wanted)) {
    const auto theirs = sorted.find(ours.kind);
    const std::size_t next = used[ours.kind]++;
    if (theirs == sorted.end() || next == theirs->second.size()) return {};
    taken.push_back(take_layer(ours, theirs->second[next], names));
  }
  check_order(sorted, file);
  NameMatch match;
  for (const WantedTensor& tensor : wanted)
    match.names.push_back(names.at(tensor.name));
  match.note = fmt::format(
      "other names, but the same shapes in the same order: taking {}",
      enumerate(taken));
  return match;
}

// ---- Complaints

std::string list(const Tensors& tensors) {
  if (tensors.empty()) return "nothing";
  std::vector<std::string> all;
  for (const WantedTensor& tensor : tensors)
    all.push_back(printable(tensor.name) + " " + shape_text(tensor.shape));
  return enumerate(all);
}

}  // namespace

NameMatch match_names(const std::vector<WantedTensor>& wanted,
                      const std::vector<TensorEntry>& entries,
                      const path& file) {
  const Tensors found = without_counters(entries);
  const Tensors missing = difference(wanted, found);
  const Tensors more = difference(found, wanted);
  if (missing.empty() && more.empty()) {
    NameMatch match;
    for (const WantedTensor& tensor : wanted)
      match.names.push_back(tensor.name);
    return match;
  }
  if (auto match = match_layers(wanted, found, file)) return *std::move(match);
  throw DataError(fmt::format(
      "{}: the weights of another model: where they differ, this one has {}, "
      "the file {}; name the model and the options that they were trained with",
      file.string(), list(missing), list(more)));
}

}  // namespace nn
