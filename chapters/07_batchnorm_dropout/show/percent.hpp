/// Percent, over seeds.
#pragma once

#include <string>

#include "../score.hpp"

namespace chapter07 {

/// "82.4 +- 0.3": percent, over seeds.
std::string percent(const Spread& s);

}  // namespace chapter07
