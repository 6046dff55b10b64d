/// Figures of what layers cannot do without new code.
#pragma once

#include <filesystem>

#include "report_uses.hpp"

namespace chapter14 {

/// distances.svg: what is left of a gradient, by distance.
void draw_distances(const std::filesystem::path& out,
                    const std::vector<DistanceTable>& tables);
/// clipping.svg: the loss of each training, the median of its runs.
void draw_memories(const std::filesystem::path& out,
                   const std::vector<MemoryRuns>& memories);
/// penalty.svg: points, and the curves that are fitted to them.
void draw_fits(const std::filesystem::path& out, const NoisyPoints& points,
               const std::vector<double>& strengths,
               const std::vector<SmoothFit>& fits);

}  // namespace chapter14
