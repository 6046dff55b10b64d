/// A picture drawn by the library alone: the same on every machine.
#pragma once

#include <filesystem>

#include "../picture.hpp"

namespace chapter14 {

/// Boxes in rows, arrows downward, by layout(); about `box_width` pixels a box.
void draw(const Picture& picture, const std::filesystem::path& file,
          double box_width = 92);

}  // namespace chapter14
