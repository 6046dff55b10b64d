/// One program for each device.
#pragma once

#include <string>

namespace chapter09 {

/// Continues as the program for `device`, which is next to this one and takes
/// the same arguments. Never returns; throws Error, saying what is missing.
[[noreturn]] void hand_over(const std::string& device, char** argv);

}  // namespace chapter09
