/// What the chapter prints about dropout by hand.
#pragma once

#include <cstdint>

namespace chapter07 {

void print_dropout(std::uint64_t seed);

}  // namespace chapter07
