/// Steps about few labels.
#pragma once

#include "nn/program/program.hpp"

namespace chapter12 {

void one_label_for_each_moon(const nn::Options& options);
void accuracy_over_labels(const nn::Options& options);

}  // namespace chapter12
