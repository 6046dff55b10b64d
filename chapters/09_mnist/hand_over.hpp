/// One program for each device.
#pragma once

#include <string>

namespace chapter09 {

/// Goes on as the program for `device`, which lies beside this one and takes
/// the same arguments. Returns only by an Error, which says what is missing.
[[noreturn]] void hand_over(const std::string& device, char** argv);

}  // namespace chapter09
