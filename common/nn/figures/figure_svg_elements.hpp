/// What a figure of gnuplot's consists of; for the figure module only.
#pragma once

#include <optional>

#include "nn/figures/figure_path.hpp"
#include "nn/figures/figure_svg_reader.hpp"

namespace nn::svg {

/// The part of the picture that something fills, in pixels.
struct Box {
  double left, top, right, bottom;
};
/// Touching is not overlapping, so that a line's box of no width may stand at
/// the edge of another.
bool overlap(const Box& a, const Box& b);

/// Something that is drawn.
struct Element {
  std::string name;         ///< "path", "polygon", "use", "text" or "image"
  Attributes style;         ///< what many elements have alike
  Attributes own;           ///< what is its own: the place
  std::string content;      ///< of a text, or the marks of a point
  std::vector<Line> lines;  ///< of a path
  Box box{};
};

struct Picture {
  std::string width, height;      ///< in pixels
  std::string background;         ///< its colour
  std::string font_family;        ///< of all texts
  Attributes definitions;         ///< gnuplot's marks: id, element
  std::vector<Element> elements;  ///< the last one on top
};

/// What gnuplot drew; nothing if something in it is unknown.
std::optional<Picture> read(const std::string& svg);

/// ` name="value"` for each.
std::string written(const Attributes& attributes);

}  // namespace nn::svg
