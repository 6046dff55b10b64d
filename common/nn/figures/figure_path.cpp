#include "nn/figures/figure_path.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

namespace nn::svg {
namespace {

long in_tenths(double value) {
  return std::lround(value * 10);
}

std::string of_tenths(long value) {
  const char* sign = value < 0 ? "-" : "";
  const long whole = std::labs(value) / 10, rest = std::labs(value) % 10;
  if (rest == 0) return fmt::format("{}{}", sign, whole);
  if (whole == 0) return fmt::format("{}.{}", sign, rest);
  return fmt::format("{}{}.{}", sign, whole, rest);
}

double distance(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double length = dx * dx + dy * dy;
  const double along = (p.x - a.x) * dx + (p.y - a.y) * dy;
  const double t = length > 0 ? std::min(std::max(along / length, 0.), 1.) : 0;
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/// Commands and numbers, with a space only where two numbers would join.
class Commands {
 public:
  void command(char name) {
    if (name != last_) text_ += name, before_.clear();
    last_ = name;
  }
  void number(long tenths) {
    const std::string digits = of_tenths(tenths);
    const bool has_point = before_.find('.') != before_.npos;
    const char first = digits.front();
    if (!before_.empty() && first != '-' && !(first == '.' && has_point))
      text_ += ' ';
    text_ += digits;
    before_ = digits;
  }
  /// Bare pairs after M mean lines, so every M must be written out.
  void begin() { last_ = 0; }
  const std::string& text() const { return text_; }

 private:
  std::string text_, before_;
  char last_ = 0;
};

void step(Commands& out, long dx, long dy) {
  if (dx == 0 && dy == 0) return;
  out.command(dy == 0 ? 'h' : dx == 0 ? 'v' : 'l');
  if (dx != 0) out.number(dx);
  if (dy != 0) out.number(dy);
}

void write_line(Commands& out, const Line& line) {
  long x = in_tenths(line.points.front().x);
  long y = in_tenths(line.points.front().y);
  out.begin();
  out.command('M');
  out.number(x);
  out.number(y);
  for (const Point& point : line.points) {
    const long next_x = in_tenths(point.x), next_y = in_tenths(point.y);
    step(out, next_x - x, next_y - y);
    x = next_x, y = next_y;
  }
  if (line.closed) out.command('z');
}

void keep_if_drawn(std::vector<Line>& lines, Line& line) {
  if (line.points.size() > 1) lines.push_back(line);
  line = {};
}

}  // namespace

std::vector<Line> read_lines(std::string_view text) {
  std::vector<Line> lines;
  Line line;
  const std::string commands(text);
  for (const char* at = commands.c_str(); *at != '\0';) {
    if (*at == 'M') keep_if_drawn(lines, line);
    if (*at == 'Z') line.closed = true;
    char* end = nullptr;
    const double x = std::strtod(at, &end);
    if (end == at) {  // a command or a space
      ++at;
      continue;
    }
    const double y = std::strtod(*end == ',' ? end + 1 : end, &end);
    line.points.push_back({x, y});
    at = end;
  }
  keep_if_drawn(lines, line);
  return lines;
}

Line simplified(const Line& line, double tolerance) {
  const auto& points = line.points;
  std::vector<bool> kept(points.size(), false);
  kept.front() = kept.back() = true;
  std::vector<std::pair<size_t, size_t>> pieces = {{0, points.size() - 1}};
  while (!pieces.empty()) {
    const auto [first, last] = pieces.back();
    pieces.pop_back();
    size_t farthest = first;
    double most = tolerance;
    for (size_t i = first + 1; i < last; ++i) {
      const double d = distance(points[i], points[first], points[last]);
      if (d > most) most = d, farthest = i;
    }
    if (farthest == first) continue;
    kept[farthest] = true;
    pieces.push_back({first, farthest});
    pieces.push_back({farthest, last});
  }
  Line thin{{}, line.closed};
  for (size_t i = 0; i < points.size(); ++i)
    if (kept[i]) thin.points.push_back(points[i]);
  return thin;
}

std::string write_lines(const std::vector<Line>& lines) {
  Commands out;
  for (const Line& line : lines)
    write_line(out, line);
  return out.text();
}

std::string tenths(double value) {
  return of_tenths(in_tenths(value));
}

}  // namespace nn::svg
