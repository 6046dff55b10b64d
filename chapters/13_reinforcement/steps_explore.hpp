/// Steps with ten arms: the price of exploration, and of the maximum.
#pragma once

#include "nn/program/program.hpp"

namespace chapter13 {

void ten_arms(const nn::Options& options);
void largest_of_noisy_values(const nn::Options& options);

}  // namespace chapter13
