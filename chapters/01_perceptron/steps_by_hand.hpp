/// The steps with weights set by hand: a neuron, gates, what one neuron cannot
/// do, and XOR from three.
#pragma once

#include "nn/program/program.hpp"

namespace chapter01 {

void ten_inputs(const nn::Options& options);
void gates_by_hand(const nn::Options& options);
void no_line_for_xor(const nn::Options& options);
void more_inputs_fewer_functions();
void xor_by_two_layers(const nn::Options& options);

}  // namespace chapter01
