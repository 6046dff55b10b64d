/// Draws computation graphs, and the plane of a small step.
#pragma once

#include <filesystem>

#include "../small_graphs.hpp"
#include "../two_paths.hpp"

namespace chapter03 {

/// Every node with its value and its gradient, every arrow with its slope.
void draw_graph(const DrawnGraph& drawn, const std::filesystem::path& file,
                int digits);

/// f(x, y) = x y near (3, 2): the tangent plane over a square of side 1 is a
/// parallelogram.
void draw_parallelogram(const std::filesystem::path& out);

}  // namespace chapter03
