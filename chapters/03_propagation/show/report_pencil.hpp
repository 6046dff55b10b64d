/// Every number of one forward and one backward pass, as written on paper.
#pragma once

#include <array>
#include <vector>

#include "../pencil.hpp"

namespace chapter03 {

void print_forward(const Weights& n, const Sample& s, const Forward& a);

/// Both signs of the sigmoid side by side.
void print_both_signs(const Weights& n, const Sample& s);

void print_errors(const Sample& s, const Forward& a, const Error& e);

/// The deltas of the output neurons, factor by factor.
void print_output_deltas(const Sample& s, const Forward& a, const Backward& d);

/// What comes back to the hidden neurons, and their deltas.
void print_hidden_deltas(const Weights& n, const Forward& a, const Backward& d);

/// delta x input for each weight, and the step that it takes.
void print_gradients(const Weights& n, const Sample& s, const Forward& a,
                     const Backward& d, double rate);

/// The same descent in the right order and with the slip.
void print_orders(int steps);

/// Some of ten thousand steps, for the three ways to treat the biases.
void print_descent(const std::array<std::vector<double>, 3>& errors);

/// A product, and the error as h1 moves: two paths, their sum and the truth.
void print_two_paths();

}  // namespace chapter03
