#include "nn/figures/figure_svg_elements.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include <fmt/format.h>

namespace nn::svg {
namespace {

/// The largest error of a line; with the rounding to tenths, 0.15 pixels.
constexpr double tolerance = 0.1;

/// "rgb(  0, 114, 178)" -> "#0072b2"; other names stay.
std::string color(const std::string& name) {
  unsigned r = 0, g = 0, b = 0;
  if (std::sscanf(name.c_str(), "rgb(%u,%u,%u)", &r, &g, &b) == 3 ||
      std::sscanf(name.c_str(), "#%2x%2x%2x", &r, &g, &b) == 3)
    return fmt::format("#{:02x}{:02x}{:02x}", r, g, b);
  return name;
}

/// "13.00" -> "13"
std::string trimmed(std::string number) {
  if (number.find('.') == number.npos) return number;
  number.erase(number.find_last_not_of('0') + 1);
  if (number.ends_with('.')) number.pop_back();
  return number;
}

Box around(const std::vector<Line>& lines) {
  const Point first = lines.front().points.front();
  Box box{first.x, first.y, first.x, first.y};
  for (const Line& line : lines)
    for (const Point& p : line.points)
      box = {std::min(box.left, p.x), std::min(box.top, p.y),
             std::max(box.right, p.x), std::max(box.bottom, p.y)};
  return box;
}

/// SVG's default attributes.
const Attributes defaults = {{"stroke-width", "1"},
                             {"stroke-linecap", "butt"},
                             {"stroke-linejoin", "miter"},
                             {"text-anchor", "start"}};

/// Builds a Picture from the tags; notes whether it understood all of them.
class Drawn {
 public:
  explicit Drawn(const std::string& svg) : reader_(svg) {
    while (reader_.next(tag_))
      take();
  }
  std::optional<Picture> picture() const {
    if (!understood_ || picture_.width.empty()) return std::nullopt;
    return picture_;
  }

 private:
  void take();
  void take_definitions();
  void take_path();
  void take_polygon();
  void take_mark();
  void take_text();
  void take_image();
  void open_group();
  /// The values of `names` here, set by the tag or by its enclosing groups.
  Attributes style(std::initializer_list<const char*> names) const;
  std::string value(const std::string& name) const;
  double number(const std::string& name) const;

  Reader reader_;
  Tag tag_;
  std::vector<Attributes> groups_{{}};
  Picture picture_;
  bool understood_ = true;
};

void Drawn::take() {
  const std::string& name = tag_.name;
  if (name == "svg") {
    picture_.width = value("width");
    picture_.height = value("height");
  } else if (name == "rect") {
    picture_.background = color(value("fill"));
  } else if (name == "g") {
    open_group();
  } else if (name == "/g" && groups_.size() > 1) {
    groups_.pop_back();
  } else if (name == "defs") {
    take_definitions();
  } else if (name == "path") {
    take_path();
  } else if (name == "polygon") {
    take_polygon();
  } else if (name == "use") {
    take_mark();
  } else if (name == "text") {
    take_text();
  } else if (name == "image") {
    take_image();
  } else if (name == "title" || name == "desc") {
    reader_.content(name);
  } else if (name != "?xml" && name != "/svg") {
    understood_ = false;
  }
}

void Drawn::open_group() {
  constexpr std::array known = {
      "id",           "fill",           "color",           "stroke",
      "stroke-width", "stroke-linecap", "stroke-linejoin", "transform",
      "font-family",  "font-size",      "text-anchor",     "shape-rendering"};
  Attributes group = groups_.back();
  for (const auto& [name, value] : tag_.attributes) {
    group[name] = value;
    understood_ &= std::ranges::find(known, name) != known.end();
  }
  groups_.push_back(group);
}

std::string Drawn::value(const std::string& name) const {
  for (const Attributes& all : {tag_.attributes, groups_.back()})
    if (const auto found = all.find(name); found != all.end())
      return found->second;
  return "";
}

double Drawn::number(const std::string& name) const {
  return std::atof(value(name).c_str());
}

Attributes Drawn::style(std::initializer_list<const char*> names) const {
  Attributes found;
  for (const std::string name : names) {
    std::string here = value(name);
    if (here == "currentColor") here = value("color");
    const bool is_color = name == "fill" || name == "stroke";
    here = is_color ? color(here) : trimmed(here);
    const auto usual = defaults.find(name);
    if (!here.empty() && (usual == defaults.end() || usual->second != here))
      found[name] = here;
  }
  return found;
}

void Drawn::take_definitions() {
  Reader reader(reader_.content("defs"));
  for (Tag tag; reader.next(tag);) {
    const std::string id = tag.attributes["id"];
    if (!id.starts_with("gp")) continue;
    if (auto other = tag.attributes.extract("xlink:href")) {
      other.key() = "href";
      tag.attributes.insert(std::move(other));
    }
    picture_.definitions[id] =
        fmt::format("<{}{}/>", tag.name, written(tag.attributes));
  }
}

void Drawn::take_path() {
  Element path{"path",
               style({"stroke", "stroke-width", "stroke-dasharray",
                      "stroke-linecap", "stroke-linejoin", "stroke-opacity"}),
               {},
               "",
               {}};
  for (const Line& line : read_lines(value("d")))
    path.lines.push_back(simplified(line, tolerance));
  if (path.lines.empty()) return;
  path.box = around(path.lines);
  picture_.elements.push_back(path);
}

void Drawn::take_polygon() {
  Element area{"polygon", style({"fill", "fill-opacity"}), {}, "", {}};
  area.lines = read_lines(value("points"));
  if (area.lines.empty()) return;
  area.box = around(area.lines);
  std::string points;
  for (const Point& p : simplified(area.lines.front(), tolerance).points) {
    if (!points.empty()) points += ' ';
    points += tenths(p.x) + "," + tenths(p.y);
  }
  area.own["points"] = points;
  picture_.elements.push_back(area);
}

/// Marks at the same position become one point with all of them.
void Drawn::take_mark() {
  double x = 0, y = 0, scale = 0;
  understood_ &=
      std::sscanf(value("transform").c_str(), "translate(%lf,%lf) scale(%lf)",
                  &x, &y, &scale) == 3;
  const std::string content =
      fmt::format("<use href=\"{}\" transform=\"scale({})\" color=\"{}\"/>",
                  value("xlink:href"), scale, color(value("color")));
  const double reach = 1.5 * scale;
  const Attributes place = {{"x", tenths(x)}, {"y", tenths(y)}};
  auto& all = picture_.elements;
  if (all.empty() || all.back().name != "use" || all.back().own != place)
    all.push_back({"use",
                   {},
                   place,
                   "",
                   {},
                   Box{x - reach, y - reach, x + reach, y + reach}});
  all.back().content += content;
}

/// Removes the font names, which gnuplot repeats for every word.
std::string without_fonts(std::string_view content) {
  std::string text;
  std::vector<std::string> ends;
  Reader reader(content);
  size_t sized = 0;  // where the last <tspan> with a size begins
  Tag tag;
  while (reader.next(tag)) {
    text += tag.before;
    if (tag.name == "tspan") {
      tag.attributes.erase("font-family");
      for (auto& [name, value] : tag.attributes)
        value = trimmed(value.substr(0, value.find("px")));
      sized = text.size();
      if (!tag.attributes.empty())
        text += fmt::format("<tspan{}>", written(tag.attributes));
      ends.push_back(tag.attributes.empty() ? "" : "</tspan>");
    } else if (!ends.empty()) {
      const bool is_empty = tag.before.empty() && text.ends_with('>') &&
                            text.find('>', sized) + 1 == text.size();
      if (is_empty && !ends.back().empty())
        text.resize(sized);
      else
        text += ends.back();
      ends.pop_back();
    }
  }
  return text + std::string(reader.rest());
}

void Drawn::take_text() {
  Element text{"text",
               style({"fill", "font-size", "text-anchor", "xml:space"}),
               {},
               "",
               {}};
  if (picture_.font_family.empty()) picture_.font_family = value("font-family");
  const std::string transform = value("transform");
  double x = 0, y = 0, degrees = 0;
  const int parts = std::sscanf(
      transform.c_str(), "translate(%lf,%lf) rotate(%lf)", &x, &y, &degrees);
  understood_ &= parts >= 2;
  if (parts == 3)
    text.own["transform"] = fmt::format("translate({},{}) rotate({})",
                                        tenths(x), tenths(y), degrees);
  else
    text.own = {{"x", tenths(x)}, {"y", tenths(y)}};
  text.content = without_fonts(reader_.content("text"));
  // Wide enough for any text of this many bytes.
  const double size = number("font-size");
  const double reach = double(text.content.size()) * size;
  text.box = {x - reach, y - (parts == 3 ? reach : size), x + reach,
              y + (parts == 3 ? reach : size / 2)};
  picture_.elements.push_back(text);
}

void Drawn::take_image() {
  Element image{"image", {}, {}, "", {}};
  for (const char* name :
       {"x", "y", "width", "height", "preserveAspectRatio", "transform"})
    if (const std::string here = value(name); !here.empty())
      image.own[name] = here;
  image.own["href"] = value("xlink:href");
  image.box = {number("x"), number("y"), number("x") + number("width"),
               number("y") + number("height")};
  picture_.elements.push_back(image);
}

}  // namespace

bool overlap(const Box& a, const Box& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom &&
         b.top < a.bottom;
}

std::string written(const Attributes& attributes) {
  std::string text;
  for (const auto& [name, value] : attributes)
    text += fmt::format(" {}=\"{}\"", name, value);
  return text;
}

std::optional<Picture> read(const std::string& svg) {
  return Drawn(svg).picture();
}

}  // namespace nn::svg
