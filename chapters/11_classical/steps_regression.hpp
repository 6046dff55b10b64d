/// Steps that meet the regressions of chapter 4 again.
#pragma once

#include "nn/program/program.hpp"

namespace chapter11 {

void three_points_projected();
void one_against_the_rest(const nn::Options& options);
void vertical_or_perpendicular(const nn::Options& options);

}  // namespace chapter11
