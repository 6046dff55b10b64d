/// Steps about what is found: starts, a search of all weights, saddles.
#pragma once

#include "nn/program/program.hpp"

namespace chapter05 {

void many_minima(const nn::Options& options);
void map_of_all_starts(const nn::Options& options);
void against_exhaustive_search(const nn::Options& options);
void zero_gradients(const nn::Options& options);
void noise_leaves_a_saddle(const nn::Options& options);

}  // namespace chapter05
