/// The tables of activation functions, and of gradients that vanish.
#pragma once

#include <vector>

#include "../dead_units.hpp"
#include "../depth.hpp"

namespace chapter03 {

/// Values and slopes of the functions of one number.
void print_curves();

void print_softmax();

/// tanh with its parentheses in the right place and in the wrong one.
void print_tanh();

void print_depths(const std::vector<Depth>& depths);

/// How long a unit stays wrong with each loss.
void print_output_units();

void print_dead_heading();

void print_dead(const DeadSettings& settings, const DeadRun& run);

}  // namespace chapter03
