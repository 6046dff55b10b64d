/// What the chapter prints about networks trained on images.
#pragma once

#include "../image_race.hpp"

namespace chapter06 {

/// The rates that each optimizer tolerates.
void print_sweep(const Sweep& sweep);

/// The race on images.
void print_image_race(const std::vector<Outcome>& outcomes, const Sweep& found);

/// One network with every schedule.
void print_schedule_losses(const std::vector<Outcome>& outcomes);

}  // namespace chapter06
