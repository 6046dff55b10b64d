/// Steps about derivatives from function values.
#pragma once

#include "nn/program/program.hpp"

namespace chapter05 {

void two_close_points(const nn::Options& options);
void gradients_point_uphill(const nn::Options& options);
void too_close();

}  // namespace chapter05
