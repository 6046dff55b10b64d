/// Steps about support vector machines.
#pragma once

#include "nn/program/program.hpp"

namespace chapter11 {

void widest_street(const nn::Options& options);
void primal_and_dual(const nn::Options& options);
void kernels_bend(const nn::Options& options);
void choose_by_folds(const nn::Options& options);
void machines_for_ten_classes(const nn::Options& options);

}  // namespace chapter11
