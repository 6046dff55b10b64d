/// Steps about receptive fields: how much of the image a number sees.
#pragma once

#include "nn/program/program.hpp"

namespace chapter08 {

void shapes_of_lenet(const nn::Options& options);
void two_small_for_one_large(const nn::Options& options);

}  // namespace chapter08
