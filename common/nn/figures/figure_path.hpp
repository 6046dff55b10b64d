/// Reads, simplifies and writes SVG lines; for the figure module only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nn::svg {

/// In pixels from the picture's upper left corner.
struct Point {
  double x, y;
};

/// Points joined by straight segments.
struct Line {
  std::vector<Point> points;
  bool closed = false;
};

/// Parses gnuplot's absolute commands, "M1.00,2.00 L3.00,4.00 Z", or a
/// polygon's list of points. Lines with nothing to draw are left out.
std::vector<Line> read_lines(std::string_view text);

/// The line through a subset of its points, at most `tolerance` pixels away
/// from the others (Douglas and Peucker, 1973).
Line simplified(const Line& line, double tolerance);

/// Relative commands in tenths of a pixel: "M1 2l2 2h3z".
std::string write_lines(const std::vector<Line>& lines);

/// The number with at most one decimal: "12", "-.5".
std::string tenths(double value);

}  // namespace nn::svg
