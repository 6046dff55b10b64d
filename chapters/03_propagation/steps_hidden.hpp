/// The steps about the number of hidden neurons.
#pragma once

#include "nn/program/program.hpp"

namespace chapter03 {

void hidden_neurons(const nn::Options& options);
void curve_out_of_bumps(const nn::Options& options);

}  // namespace chapter03
