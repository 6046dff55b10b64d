/// Networks drawn by the library alone: the same on every machine.
#pragma once

#include <filesystem>

#include "../diagram.hpp"

namespace chapter15 {

struct Titled {
  std::string title;
  std::vector<Box> boxes;
};

/// Side by side, each from top to bottom.
void draw_networks(const std::vector<Titled>& networks,
                   const std::filesystem::path& file);

}  // namespace chapter15
