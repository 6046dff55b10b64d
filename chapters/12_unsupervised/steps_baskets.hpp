/// Steps about what is bought together.
#pragma once

#include "nn/program/program.hpp"

namespace chapter12 {

void nine_baskets_of_five_goods();
void what_pruning_saves(const nn::Options& options);

}  // namespace chapter12
