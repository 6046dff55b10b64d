/// What the chapter prints about its networks.
#pragma once

#include <string>

#include "figures_networks.hpp"

namespace chapter08 {

/// "92.5 %"
std::string percent(double share);

/// One line for each amount: how often each network is right.
void print_tolerance(const std::string& what, const Tolerance& t);

}  // namespace chapter08
