/// Steps about Gaussian mixtures.
#pragma once

#include "nn/program/program.hpp"

namespace chapter12 {

void em_step_by_step(const nn::Options& options);
void long_groups_in_two_ways(const nn::Options& options);
void the_limit_is_kmeans(const nn::Options& options);

}  // namespace chapter12
