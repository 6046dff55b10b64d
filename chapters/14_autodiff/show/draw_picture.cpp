#include "draw_picture.hpp"

#include <algorithm>
#include <map>

#include "nn/core/language.hpp"

#include "../dot.hpp"
#include "../layout.hpp"

namespace chapter14 {
namespace {

constexpr double row_height = 62, box_height = 38, margin = 16, legend = 34;

/// From the units of a layout to pixels.
struct Scale {
  double box_width;
  nn::Point operator()(nn::Point p) const {
    return {margin + p.x * box_width, legend + p.y * row_height};
  }
};

void draw_legend(nn::Drawing& drawing, const Picture& picture) {
  const std::pair<Role, const char*> all[] = {
      {Role::input, "input | 输入"},
      {Role::constant, "constant | 常数"},
      {Role::forward, "forward | 前向"},
      {Role::backward, "backward | 反向"},
      {Role::update, "update | 更新"}};
  double x = margin;
  for (const auto& entry : all) {
    const Role role = entry.first;
    if (std::none_of(picture.boxes.begin(), picture.boxes.end(),
                     [&](const auto& box) { return box.role == role; }))
      continue;
    drawing.rectangle({x, 10}, 14, 14, {color_of(role), "#333"});
    drawing.text({x + 20, 22}, entry.second, {13, "#222", "start"});
    x += 96;
  }
}

struct Corners {
  double left = 1e9, top = 1e9, right = 0, bottom = 0;
};

/// What is around the boxes of each frame.
std::map<std::string, Corners> frames_of(const Picture& picture,
                                         const Layout& places,
                                         const Scale& scale) {
  std::map<std::string, Corners> frames;
  for (std::size_t i = 0; i < picture.boxes.size(); ++i) {
    if (picture.boxes[i].frame.empty()) continue;
    const nn::Point at = scale(places.boxes[i]);
    Corners& c = frames[picture.boxes[i].frame];
    c.left = std::min(c.left, at.x - scale.box_width / 2 - 5);
    c.right = std::max(c.right, at.x + scale.box_width / 2 + 5);
    c.top = std::min(c.top, at.y - box_height / 2 - 5);
    c.bottom = std::max(c.bottom, at.y + box_height / 2 + 5);
  }
  return frames;
}

void draw_way(nn::Drawing& drawing, const std::vector<nn::Point>& way,
              const Scale& scale) {
  std::vector<nn::Point> points;
  for (const nn::Point& p : way)
    points.push_back(scale(p));
  points.front().y += box_height / 2;
  points.back().y -= box_height / 2;
  for (std::size_t i = 0; i + 2 < points.size(); ++i)
    drawing.line(points[i], points[i + 1], "#777", 1.2);
  drawing.arrow(points[points.size() - 2], points.back(), "#777");
}

void draw_box(nn::Drawing& drawing, const Picture::Box& box, nn::Point at,
              double width) {
  drawing.rectangle({at.x - width / 2, at.y - box_height / 2}, width,
                    box_height, {color_of(box.role), "#333"});
  const bool is_long = nn::english(box.title).size() > 12;
  drawing.text({at.x, at.y - 3}, box.title, {is_long ? 11.0 : 13.0});
  drawing.text({at.x, at.y + 13}, box.note, {11, "#555"});
}

}  // namespace

void draw(const Picture& picture, const std::filesystem::path& file,
          double box_width) {
  const Layout places = layout(picture);
  const Scale scale{box_width};
  nn::Drawing drawing(2 * margin + places.width * box_width,
                      legend + row_height * static_cast<double>(places.rows));
  const auto frames = frames_of(picture, places, scale);
  for (const auto& frame : frames) {
    const Corners& c = frame.second;
    drawing.rectangle({c.left, c.top}, c.right - c.left, c.bottom - c.top,
                      {"#f3f3fb", "#99a", 1, 0.7});
  }
  for (const auto& way : places.ways)
    draw_way(drawing, way, scale);
  for (std::size_t i = 0; i < picture.boxes.size(); ++i)
    draw_box(drawing, picture.boxes[i], scale(places.boxes[i]), box_width);
  for (const auto& frame : frames)
    drawing.text({frame.second.left, frame.second.top - 5}, frame.first,
                 {13, "#336", "start"});
  draw_legend(drawing, picture);
  drawing.save(file);
}

}  // namespace chapter14
