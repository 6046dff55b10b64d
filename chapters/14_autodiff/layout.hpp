/// Where the boxes of a picture stand, and the ways of its arrows.
#pragma once

#include "nn/figures/drawing.hpp"

#include "picture.hpp"

namespace chapter14 {

/// In units: a box is 1 wide, a row 1 high.
struct Layout {
  std::vector<nn::Point> boxes;              ///< the middle of each
  std::vector<std::vector<nn::Point>> ways;  ///< of each arrow: its corners
  double width = 1;
  std::size_t rows = 1;
};

/// In rows, so that every arrow points down: each box as high as possible, what
/// nothing leads to as low as possible. An arrow over several rows takes up
/// room in each. Within a row, boxes go where their neighbors are. (Sugiyama,
/// Tagawa, Toda, "Methods for visual understanding of hierarchical system
/// structures", 1981.)
Layout layout(const Picture& picture);

}  // namespace chapter14
