#include "diagram.hpp"

#include <algorithm>

namespace chapter15 {
namespace {

constexpr std::size_t from_input = static_cast<std::size_t>(-1);
constexpr double beside = 0.62;  // how far a shortcut runs from the boxes

std::string before(const std::string& text, char end) {
  return text.substr(0, text.find(end));
}

/// "Conv2d(1 -> 16, 3x3, stride 2, padding 1)" to "3x3 conv, 16, /2".
std::string short_title(const std::string& name, const nn::Shape& out) {
  const std::string kind = before(name, '(');
  const auto stride = [&] {
    const std::size_t at = name.find("stride ");
    return at == std::string::npos || name.compare(at + 7, 1, "1") == 0
               ? std::string()
               : ", /" + name.substr(at + 7, 1);
  };
  if (kind == "Conv2d") {
    const std::size_t window = name.find(", ") + 2;
    return fmt::format("{} conv, {}{}", name.substr(window, 3), out.channels,
                       stride());
  }
  if (kind == "MaxPool2d")
    return fmt::format("{} max pool{}", name.substr(10, 3), stride());
  if (kind == "AveragePool2d")
    return fmt::format("{} mean{}", name.substr(14, 3), stride());
  if (kind == "GlobalAveragePool2d") return "global mean";
  if (kind == "Linear") return fmt::format("linear, {}", out.channels);
  if (kind == "Add") return "+";
  if (kind == "Concatenate") return "concatenate";
  if (kind == "PadChannels") return fmt::format("pad to {}", out.channels);
  return name;
}

Box::Kind kind_of(const std::string& name) {
  const std::string kind = before(name, '(');
  if (kind == "Conv2d") return Box::Kind::convolution;
  if (kind.find("Pool2d") != std::string::npos) return Box::Kind::pooling;
  if (kind == "Add" || kind == "Concatenate") return Box::Kind::join;
  if (kind == "Linear") return Box::Kind::linear;
  return Box::Kind::other;
}

bool is_small(const std::string& name) {
  const std::string kind = before(name, '(');
  return kind == "BatchNorm" || kind == "ReLU" || kind == "Dropout";
}

}  // namespace

std::vector<Box> boxes_of(const std::vector<LayerView>& layers,
                          const nn::Shape& input) {
  std::vector<std::size_t> readers(layers.size(), 0);
  for (const LayerView& layer : layers)
    for (const std::size_t from : layer.inputs)
      if (from != from_input) ++readers[from];
  std::vector<Box> boxes = {{"input | 输入", "", input, Box::Kind::input}};
  std::vector<std::size_t> box_of;  // of each layer
  for (const LayerView& layer : layers) {
    const std::size_t from = layer.inputs.front();
    if (is_small(layer.name) && from != from_input && readers[from] == 1) {
      Box& box = boxes[box_of[from]];
      box.also += (box.also.empty() ? "" : ", ") + before(layer.name, '(');
      box_of.push_back(box_of[from]);
      continue;
    }
    box_of.push_back(boxes.size());
    Box& box = boxes.emplace_back();
    box = {short_title(layer.name, layer.shape), "", layer.shape,
           kind_of(layer.name)};
    for (const std::size_t k : layer.inputs)
      box.inputs.push_back(k == from_input ? 0 : box_of[k]);
  }
  return boxes;
}

namespace {

/// The boxes that take box i alone, and stand side by side below it.
std::vector<std::size_t> branches(const std::vector<Box>& boxes,
                                  std::size_t i) {
  std::vector<std::size_t> found;
  for (std::size_t k = i + 1; k < boxes.size(); ++k)
    if (boxes[k].inputs == std::vector<std::size_t>{i}) found.push_back(k);
  return found;
}

nn::Point place_of(const std::vector<Box>& boxes, std::size_t i,
                   const std::vector<nn::Point>& before) {
  nn::Point place;
  for (const std::size_t from : boxes[i].inputs) {
    place.x += before[from].x / static_cast<double>(boxes[i].inputs.size());
    place.y = std::max(place.y, before[from].y + 1);
  }
  if (boxes[i].inputs.size() != 1) return place;
  const auto beside_it = branches(boxes, boxes[i].inputs.front());
  const auto at = std::find(beside_it.begin(), beside_it.end(), i);
  place.x += static_cast<double>(at - beside_it.begin()) -
             (static_cast<double>(beside_it.size()) - 1) / 2;
  return place;
}

/// An arrow over several rows keeps to the column of the box it leaves, unless
/// other boxes stand there.
Places::Way way(const std::vector<Box>& boxes, std::size_t from, std::size_t to,
                const std::vector<nn::Point>& place) {
  const auto below = branches(boxes, from);
  if (place[to].y < place[from].y + 1.5 || below.empty())
    return {from, to, false, place[from].x};
  return {from, to, true, place[below.back()].x + beside};
}

}  // namespace

Places places_of(const std::vector<Box>& boxes) {
  Places places;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    places.boxes.push_back(place_of(boxes, i, places.boxes));
    const nn::Point& at = places.boxes.back();
    places.left = std::min(places.left, at.x - 0.5);
    places.right = std::max(places.right, at.x + 0.5);
    places.rows = std::max(places.rows, static_cast<std::size_t>(at.y) + 1);
    for (const std::size_t from : boxes[i].inputs) {
      places.ways.push_back(way(boxes, from, i, places.boxes));
      places.right = std::max(places.right, places.ways.back().lane + 0.1);
    }
  }
  return places;
}

}  // namespace chapter15
