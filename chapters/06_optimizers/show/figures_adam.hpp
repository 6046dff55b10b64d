/// Pictures of Adam's details.
#pragma once

#include <filesystem>

#include "../adam_details.hpp"
#include "../outcome.hpp"

namespace chapter06 {

/// bias_correction.svg: the lengths of Adam's steps, and what the correction
/// does to the first steps on images (left out when there are none).
void draw_correction(const std::array<Outcome, 2>& outcomes,
                     const std::filesystem::path& out);

/// weight_decay.svg: L2 inside Adam next to decay outside it.
void draw_decay(const DecayTrial& trial, const std::filesystem::path& out);

}  // namespace chapter06
