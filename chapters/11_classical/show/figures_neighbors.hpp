/// What the steps about neighbors draw.
#pragma once

#include <filesystem>
#include <vector>

#include "report_neighbors.hpp"

namespace chapter11 {

/// kd_tree.svg: distances computed, and how far neighbors are, over features.
void draw_dimensions(const std::filesystem::path& out,
                     const std::vector<Dimension>& rows);
/// leave_one_out.svg: the error over k.
void draw_choices(const std::filesystem::path& out,
                  const std::vector<NamedChoice>& choices);
/// neighbors.svg: where 1 and where k neighbors change their mind.
void draw_two_borders(const std::filesystem::path& out, const Samples& moons,
                      arma::uword k);

}  // namespace chapter11
