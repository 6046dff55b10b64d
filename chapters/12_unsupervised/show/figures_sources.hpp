/// Figures of signals, mixed and unmixed.
#pragma once

#include <filesystem>

#include "../unmixing.hpp"

namespace chapter12 {

void draw_sources(const std::filesystem::path& out, const Recording& r,
                  const Unmixed& found);

}  // namespace chapter12
