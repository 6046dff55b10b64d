/// Lines in SVG: read, thinned out, written; for the figure module only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nn::svg {

/// In pixels from the picture's upper left corner.
struct Point {
  double x, y;
};

/// Points that are joined by straight pieces.
struct Line {
  std::vector<Point> points;
  bool closed = false;
};

/// The lines in gnuplot's absolute commands, "M1.00,2.00 L3.00,4.00 Z", or in
/// a polygon's list of points. Those with nothing to draw are left out.
std::vector<Line> read_lines(std::string_view text);

/// The line through fewer of its points, at most `tolerance` pixels away from
/// the others (Douglas and Peucker, 1973).
Line simplified(const Line& line, double tolerance);

/// Relative commands in tenths of a pixel: "M1 2l2 2h3z".
std::string write_lines(const std::vector<Line>& lines);

/// The number with one decimal at most: "12", "-.5".
std::string tenths(double value);

}  // namespace nn::svg
