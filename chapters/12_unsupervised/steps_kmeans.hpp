/// Steps about k-means.
#pragma once

#include "nn/program/program.hpp"

namespace chapter12 {

void lloyds_two_steps(const nn::Options& options);
void starts(const nn::Options& options);
void how_many(const nn::Options& options);
void clusters_of_digits(const nn::Options& options);

}  // namespace chapter12
