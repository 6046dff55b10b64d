/// The picture of the search.
#pragma once

#include <filesystem>

#include "../search.hpp"

namespace chapter07 {

/// search.svg: which points grid and random search tried, and their results.
void draw_search(const std::vector<Trial>& by_grid,
                 const std::vector<Trial>& by_chance, const SearchSpace& space,
                 const std::filesystem::path& out);

}  // namespace chapter07
