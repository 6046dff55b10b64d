/// Prints what hidden neurons can do, and the shapes of a network.
#pragma once

#include <vector>

#include "../rings.hpp"
#include "../shapes.hpp"

namespace chapter03 {

void print_shapes(const std::vector<std::size_t>& widths,
                  const std::vector<LayerShapes>& shapes, std::size_t samples);

void print_rings(const std::vector<std::size_t>& hidden,
                 const std::vector<RingRun>& runs);

/// The same with wrong labels: means over `seeds` trainings.
void print_noisy_rings(const std::vector<std::size_t>& hidden,
                       RingSettings settings, std::uint64_t seeds);

void print_bumps(const std::vector<int>& counts);

}  // namespace chapter03
