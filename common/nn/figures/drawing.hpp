/// Boxes, arrows and words as an SVG file, for drawings that are no plots.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace nn {

/// A place in pixels, from the upper left corner.
struct Point {
  double x = 0, y = 0;
};

/// What a shape looks like.
struct Ink {
  const char* fill = "#fff";
  const char* line = "#777";
  double width = 1;
  double opacity = 1;  ///< of what it is filled with
};

/// What words look like; `anchor` is "start", "middle" or "end".
struct Lettering {
  double size = 12;
  const char* color = "#222";
  const char* anchor = "middle";
};

/// Collects shapes; what comes later lies on top. On white, so that it can be
/// read on a dark page, too.
///
///     nn::Drawing drawing(300, 100);
///     drawing.rectangle({20, 20}, 80, 40, {.fill = "#d6ecf9"});
///     drawing.text({60, 45}, "input | 输入");
///     drawing.save(options.out / "boxes.svg");
class Drawing {
 public:
  Drawing(double width, double height);

  void polygon(const std::vector<Point>& corners, const Ink& ink);
  void rectangle(Point upper_left, double width, double height, const Ink& ink);
  void line(Point from, Point to, const char* color, double width = 1.5);
  /// A line with a small head.
  void arrow(Point from, Point to, const char* color = "#555");
  void dot(Point center, double radius, const char* color);
  /// In the current language, "box | 盒"; a white rim keeps it readable on
  /// top of lines.
  void text(Point at, const std::string& words, const Lettering& how = {});

  /// DataError if the file cannot be written.
  void save(const std::filesystem::path& file) const;

 private:
  std::string svg_;
};

}  // namespace nn
