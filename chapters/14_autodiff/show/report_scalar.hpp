/// Tables of the values that derive themselves.
#pragma once

namespace chapter14 {

/// A small formula: every value and its gradient.
void print_walk();
/// The errors of chapter 3's network while it learns, with its three kinds of
/// biases, and its outputs at the end.
void print_scalar_network(int steps);
/// The gradients at both ends of a long sum.
void print_long_chain(int values);
/// What backward and replace_input say to formulas that make no sense.
void print_refusals();

}  // namespace chapter14
