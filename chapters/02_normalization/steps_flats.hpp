/// The steps about flats and their units: scaled features, and by what.
#pragma once

#include "flats.hpp"

namespace chapter02 {

void three_ways(const Flats& flats);
void units(const Flats& flats);
void training_statistics(const Flats& flats);

}  // namespace chapter02
