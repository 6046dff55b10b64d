/// What the chapter prints about schedules.
#pragma once

#include "../decay.hpp"

namespace chapter06 {

/// The library's schedules against their formulas, and some of their values.
void print_schedules();

/// Where constant rates level off, predicted and measured; what decay reaches.
void print_noise(const std::vector<NoisyValley>& constant,
                 const NoisyValley& decaying);

}  // namespace chapter06
