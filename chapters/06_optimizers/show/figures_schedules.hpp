/// Pictures of schedules.
#pragma once

#include <filesystem>

#include "../decay.hpp"

namespace chapter06 {

/// schedules.svg: the learning rate under every schedule.
void draw_schedules(const std::filesystem::path& out);

/// noise_floor.svg: constant rates stop falling, decaying ones do not.
void draw_noise(const std::vector<Descent>& constant,
                const std::vector<Descent>& decaying,
                const std::filesystem::path& out);

}  // namespace chapter06
