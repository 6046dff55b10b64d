/// The steps about activation functions, and what becomes of gradients on
/// their way through them.
#pragma once

#include "nn/program/program.hpp"

namespace chapter03 {

void activation_functions(const nn::Options& options);
void gradients_through_ten_layers(const nn::Options& options);
void dead_units(const nn::Options& options);
void tanh_with_a_bracket_astray();
void sigmoid_at_the_output();

}  // namespace chapter03
