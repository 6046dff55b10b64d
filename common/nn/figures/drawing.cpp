#include "nn/figures/drawing.hpp"

#include <cmath>

#include <fmt/format.h>

#include "nn/core/language.hpp"
#include "nn/core/languages.hpp"
#include "nn/io/atomic_file.hpp"

namespace nn {
namespace {

/// A tenth of a pixel is enough, and "12" is shorter than "12.0".
std::string number(double value) {
  return fmt::format("{}", std::round(10 * value) / 10);
}

std::string style(const Ink& ink) {
  return fmt::format(R"(fill="{}" fill-opacity="{}" stroke="{}" )"
                     R"(stroke-width="{}")",
                     ink.fill, ink.opacity, ink.line, number(ink.width));
}

// Around words in both languages, until one is chosen; no text holds them.
constexpr char open = '\x02', close = '\x03';

std::string words_in_language(const std::string& svg) {
  std::string chosen;
  std::size_t at = 0;
  for (std::size_t begin; (begin = svg.find(open, at)) != svg.npos;) {
    const std::size_t end = svg.find(close, begin);
    chosen += svg.substr(at, begin - at);
    chosen += in_language(svg.substr(begin + 1, end - begin - 1));
    at = end + 1;
  }
  return chosen + svg.substr(at);
}

}  // namespace

Drawing::Drawing(double width, double height)
    : svg_(fmt::format(
          R"(<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" )"
          R"(viewBox="0 0 {0} {1}" font-family="DejaVu Sans, Noto Sans, )"
          R"(Noto Sans CJK SC, sans-serif">)"
          "\n",
          number(width), number(height))) {
  rectangle({0, 0}, width, height, {"#fff", "none", 0});
}

void Drawing::polygon(const std::vector<Point>& corners, const Ink& ink) {
  std::string points;
  for (const Point& p : corners)
    points += fmt::format("{}{},{}", points.empty() ? "" : " ", number(p.x),
                          number(p.y));
  svg_ += fmt::format("<polygon points=\"{}\" {} stroke-linejoin=\"round\"/>\n",
                      points, style(ink));
}

void Drawing::rectangle(Point at, double width, double height, const Ink& ink) {
  svg_ += fmt::format(
      "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {}/>\n", number(at.x),
      number(at.y), number(width), number(height), style(ink));
}

void Drawing::line(Point from, Point to, const char* color, double width) {
  svg_ += fmt::format(
      "<path d=\"M{},{} L{},{}\" stroke=\"{}\" stroke-width=\"{}\"/>\n",
      number(from.x), number(from.y), number(to.x), number(to.y), color,
      number(width));
}

void Drawing::arrow(Point from, Point to, const char* color) {
  const double length = std::hypot(to.x - from.x, to.y - from.y);
  const Point along{(to.x - from.x) / length, (to.y - from.y) / length};
  const Point neck{to.x - 8 * along.x, to.y - 8 * along.y};
  line(from, neck, color);
  polygon({to,
           {neck.x - 3.5 * along.y, neck.y + 3.5 * along.x},
           {neck.x + 3.5 * along.y, neck.y - 3.5 * along.x}},
          {color, color, 0});
}

void Drawing::dot(Point center, double radius, const char* color) {
  svg_ +=
      fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\"/>\n",
                  number(center.x), number(center.y), number(radius), color);
}

void Drawing::text(Point at, const std::string& words, const Lettering& how) {
  svg_ += fmt::format(
      R"(<text x="{}" y="{}" text-anchor="{}" font-size="{}" fill="{}" )"
      R"(stroke="#fff" stroke-width="3" paint-order="stroke" )"
      R"(stroke-linejoin="round">{}</text>)"
      "\n",
      number(at.x), number(at.y), how.anchor, number(how.size), how.color,
      open + words + close);
}

void Drawing::save(const std::filesystem::path& file) const {
  in_each_language(file, [&](const std::filesystem::path& path) {
    AtomicFile out(path);
    out.write(words_in_language(svg_) + "</svg>\n");
    out.complete();
  });
}

}  // namespace nn
