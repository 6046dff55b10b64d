/// The elements of a gnuplot figure; for the figure module only.
#pragma once

#include <optional>

#include "nn/figures/figure_path.hpp"
#include "nn/figures/figure_svg_reader.hpp"

namespace nn::svg {

/// The part of the picture that an element covers, in pixels.
struct Box {
  double left, top, right, bottom;
};
/// Touching does not count as overlapping, so a line's zero-width box may lie
/// on the edge of another box.
bool overlap(const Box& a, const Box& b);

/// A drawn element.
struct Element {
  std::string name;         ///< "path", "polygon", "use", "text" or "image"
  Attributes style;         ///< what many elements share
  Attributes own;           ///< what is specific to it: the position
  std::string content;      ///< of a text, or the marks of a point
  std::vector<Line> lines;  ///< of a path
  Box box{};
};

struct Picture {
  std::string width, height;      ///< in pixels
  std::string background;         ///< its color
  std::string font_family;        ///< of all texts
  Attributes definitions;         ///< gnuplot's marks: id, element
  std::vector<Element> elements;  ///< the last one on top
};

/// What gnuplot drew; no value if it contains anything unknown.
std::optional<Picture> read(const std::string& svg);

/// ` name="value"` for each.
std::string written(const Attributes& attributes);

}  // namespace nn::svg
