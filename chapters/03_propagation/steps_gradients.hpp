/// The steps about gradients: what they cost, and four ways to get them.
#pragma once

#include "nn/program/program.hpp"

namespace chapter03 {

void what_a_gradient_costs(const nn::Options& options);
void four_ways_to_a_gradient();
void shapes_of_seven_widths();

}  // namespace chapter03
