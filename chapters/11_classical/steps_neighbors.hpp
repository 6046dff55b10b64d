/// Steps about nearest neighbors.
#pragma once

#include "nn/program/program.hpp"

namespace chapter11 {

void equally_near(const nn::Options& options);
void many_dimensions(const nn::Options& options);
void how_many_neighbors(const nn::Options& options);

}  // namespace chapter11
