/// The figures of fits: curves, lines, and paths of penalized weights.
#pragma once

#include <filesystem>

#include "../exhaustive.hpp"
#include "../regression.hpp"
#include "../same_loss.hpp"

namespace chapter04 {

using Folder = std::filesystem::path;

/// same_loss.svg: both models through the same nine points.
void draw_twins(const Twins& both, const Folder& out);

/// quartet.svg: four data sets with the same loss.
void draw_quartet(const Folder& out);

/// outlier.svg: three losses, three lines.
void draw_outlier(const Points& data, const Folder& out);

/// exhaustive.svg: the loss of all 41 weights.
void draw_search(const Search& search, const Folder& out);

}  // namespace chapter04
