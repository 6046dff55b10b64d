/// What the chapter prints about schedules.
#pragma once

#include "../decay.hpp"

namespace chapter06 {

/// The library's schedules against their formulas, and some of their values.
void print_schedules();

/// Where constant rates level off, predicted and measured; what decay reaches.
/// decaying: one descent for each of all_schedules().
void print_noise(const std::vector<Descent>& constant,
                 const std::vector<Descent>& decaying);

}  // namespace chapter06
