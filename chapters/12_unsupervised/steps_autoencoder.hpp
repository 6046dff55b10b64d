/// Steps about the sparse autoencoder.
#pragma once

#include "nn/program/program.hpp"

namespace chapter12 {

void gradient_of_a_penalty(const nn::Options& options);
void what_hidden_units_look_for(const nn::Options& options);
void linear_units_find_components(const nn::Options& options);

}  // namespace chapter12
