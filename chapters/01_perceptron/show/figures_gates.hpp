/// The pictures of the gates and of the weights of one neuron.
#pragma once

#include <filesystem>

namespace chapter01 {

/// gates.svg: AND, NAND and OR: the weighted sum over the plane, and the
/// line where it is 0.
void draw_gates(const std::filesystem::path& out);

/// xor.svg: the input plane with two lines, and the hidden plane with one.
void draw_xor(const std::filesystem::path& out);

/// weight_map.svg: what a neuron with bias -1 computes, for every w1 and w2.
/// Its output for 00 is 0; of the eight remaining functions, seven have a
/// region between the lines w1 = 1, w2 = 1, w1 + w2 = 1, and XOR has none.
void draw_weight_map(const std::filesystem::path& out);

}  // namespace chapter01
