/// Draws what hidden neurons can do.
#pragma once

#include <filesystem>
#include <vector>

#include "../rings.hpp"

namespace chapter03 {

/// One panel for each number of hidden neurons: the points, and where the
/// network says "disk".
void draw_regions(const std::vector<std::size_t>& hidden,
                  const std::vector<RingRun>& runs,
                  const std::filesystem::path& out);

/// The curve of bumps.hpp with each of these numbers of bumps.
void draw_bumps(const std::vector<int>& counts,
                const std::filesystem::path& out);

}  // namespace chapter03
