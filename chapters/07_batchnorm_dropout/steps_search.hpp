/// The step that searches for hyperparameters.
#pragma once

#include "nn/program/program.hpp"

#include "data.hpp"

namespace chapter07 {

void hyperparameters(const Data& data, const nn::Options& options);

}  // namespace chapter07
