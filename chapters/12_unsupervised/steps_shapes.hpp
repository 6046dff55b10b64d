/// Steps about clusters by density and by merging.
#pragma once

#include "nn/program/program.hpp"

namespace chapter12 {

void by_density(const nn::Options& options);
void by_merging(const nn::Options& options);
void which_shape_for_whom(const nn::Options& options);

}  // namespace chapter12
