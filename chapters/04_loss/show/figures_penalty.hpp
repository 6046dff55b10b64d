/// The figures of penalties: where they touch a loss, and paths of weights.
#pragma once

#include <filesystem>

#include "../penalty.hpp"

namespace chapter04 {

using Folder = std::filesystem::path;

/// penalties.svg: a circle is touched anywhere, a square at its corner.
void draw_penalties(const Folder& out);

/// paths.svg: all twelve weights as the penalty grows.
void draw_paths(const SparseTask& task, const Folder& out);

}  // namespace chapter04
