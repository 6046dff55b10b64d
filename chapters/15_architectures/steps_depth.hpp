/// What depth does to training, with shortcuts and without, and what the place
/// of BatchNorm has to do with it.
#pragma once

#include "nn/program/program.hpp"

namespace chapter15 {

/// 20 and 56 layers, plain and residual: losses, and gradients by depth.
void plain_and_residual(const nn::Options& options);

/// BatchNorm before the addition, behind it, and nowhere.
void where_batch_norm_stands(const nn::Options& options);

}  // namespace chapter15
