/// What the chapter prints about networks trained on images.
#pragma once

#include "../decay.hpp"
#include "../image_race.hpp"

namespace chapter06 {

/// The rates that each optimizer tolerates.
void print_sweep(const Sweep& sweep);

/// The race on images.
void print_image_race(const std::vector<FromRate>& results);

/// One network with every schedule.
void print_schedule_losses(const std::vector<Outcome>& outcomes);
/// Every schedule from its own best rate.
void print_schedules_at_their_best(const std::vector<FromRate>& results);

}  // namespace chapter06
