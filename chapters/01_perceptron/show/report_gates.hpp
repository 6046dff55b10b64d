/// The tables of the gates and of the functions of two inputs.
#pragma once

#include <array>

namespace chapter01 {

/// The truth tables of AND, NAND and OR in both forms.
void print_gates();

/// The truth table of XOR with its two hidden columns.
void print_xor();

/// The 16 functions of two inputs, and how many neurons compute each.
void print_line_counts(const std::array<int, 16>& count);

}  // namespace chapter01
