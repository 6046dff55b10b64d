/// Steps about moved images: which maps move along, which stay as they are.
#pragma once

#include "nn/data/dataset.hpp"
#include "nn/program/program.hpp"

namespace chapter08 {

void maps_that_move_along(const nn::Options& options);
void maps_that_stay(const nn::TrainTest& images, const nn::Options& options);

}  // namespace chapter08
