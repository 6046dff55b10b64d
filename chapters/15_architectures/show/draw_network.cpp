#include "draw_network.hpp"

#include <algorithm>

namespace chapter15 {
namespace {

constexpr double box_width = 140, box_height = 38, column = 150, row = 56;
constexpr double margin = 14, head = 34;

const char* color_of(Box::Kind kind) {
  switch (kind) {
    case Box::Kind::input:
      return "#eeeeee";
    case Box::Kind::convolution:
      return "#d6ecf9";
    case Box::Kind::pooling:
      return "#fdebc8";
    case Box::Kind::join:
      return "#d3f0e4";
    case Box::Kind::linear:
      return "#f3dcea";
    default:
      return "#ffffff";
  }
}

/// Where a network's column 0, row 0 is, in pixels.
struct Origin {
  double x;
  nn::Point operator()(nn::Point place) const {
    return {x + place.x * column,
            head + margin + place.y * row + box_height / 2};
  }
};

void draw_way(nn::Drawing& drawing, const Places& places,
              const Places::Way& way, const Origin& origin) {
  const nn::Point from = origin(places.boxes[way.from]);
  const nn::Point to = origin(places.boxes[way.to]);
  if (way.beside) {
    const double lane = origin({way.lane, 0}).x;
    drawing.line({from.x + box_width / 2, from.y}, {lane, from.y}, "#777");
    drawing.line({lane, from.y}, {lane, to.y}, "#777");
    drawing.arrow({lane, to.y}, {to.x + box_width / 2, to.y}, "#777");
    return;
  }
  nn::Point leaves{from.x, from.y + box_height / 2};
  const double last_row = to.y - row + box_height / 2;
  if (leaves.y < last_row - 1) {
    drawing.line(leaves, {from.x, last_row}, "#777");
    leaves.y = last_row;
  }
  drawing.arrow(leaves, {to.x, to.y - box_height / 2}, "#777");
}

void draw_box(nn::Drawing& drawing, const Box& box, nn::Point at) {
  drawing.rectangle({at.x - box_width / 2, at.y - box_height / 2}, box_width,
                    box_height, {color_of(box.kind), "#333"});
  const std::string also = box.also.empty() ? "" : box.also + ", ";
  drawing.text({at.x, at.y - 3}, box.title, {13});
  drawing.text({at.x, at.y + 13}, also + nn::to_string(box.shape),
               {box.also.size() > 10 ? 9.2 : 11, "#555"});
}

void draw_network(nn::Drawing& drawing, const Titled& network,
                  const Places& places, const Origin& origin) {
  for (const Places::Way& way : places.ways)
    draw_way(drawing, places, way, origin);
  for (std::size_t i = 0; i < network.boxes.size(); ++i)
    draw_box(drawing, network.boxes[i], origin(places.boxes[i]));
  const double middle = origin({(places.left + places.right) / 2, 0}).x;
  drawing.text({middle, head - 10}, network.title, {14});
}

}  // namespace

void draw_networks(const std::vector<Titled>& networks,
                   const std::filesystem::path& file) {
  std::vector<Places> places;
  double width = margin;
  std::size_t rows = 0;
  for (const Titled& network : networks) {
    places.push_back(places_of(network.boxes));
    width += (places.back().right - places.back().left) * column + margin;
    rows = std::max(rows, places.back().rows);
  }
  nn::Drawing drawing(width, head + margin + static_cast<double>(rows) * row);
  double x = margin;
  for (std::size_t i = 0; i < networks.size(); ++i) {
    draw_network(drawing, networks[i], places[i],
                 {x - places[i].left * column});
    x += (places[i].right - places[i].left) * column + margin;
  }
  drawing.save(file);
}

}  // namespace chapter15
