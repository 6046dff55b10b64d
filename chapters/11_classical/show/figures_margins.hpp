/// What the steps about support vector machines draw.
#pragma once

#include <filesystem>

#include "../margins.hpp"

namespace chapter11 {

/// streets.svg: a hard margin, and two soft ones.
void draw_streets(const std::filesystem::path& out, const Samples& apart,
                  const Samples& close);
/// kernels.svg: the same samples with three kernels.
void draw_kernels(const std::filesystem::path& out, const Samples& rings);

}  // namespace chapter11
