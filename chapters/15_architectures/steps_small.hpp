/// Plain, Inception and residual with the same number of multiply-adds.
#pragma once

#include "nn/program/program.hpp"

namespace chapter15 {

/// What the three cost, their pictures, and a short training of each.
void three_styles_one_budget(const nn::Options& options);

}  // namespace chapter15
