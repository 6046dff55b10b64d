/// Names of clothes in both languages.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace chapter15 {

/// "Ankle boot | 短靴"; of other data sets the name alone.
std::string clothes_name(const std::vector<std::string>& names,
                         std::int32_t label);

}  // namespace chapter15
