/// What the chapter prints about the initial weights.
#pragma once

#include "../initial.hpp"
#include "../outcome.hpp"
#include "../symmetry.hpp"

namespace chapter06 {

/// The hidden units of the XOR networks after training.
void print_units(const std::vector<XorRun>& runs,
                 const std::vector<std::string>& names);

/// Measured deviations of every layer, and the predicted one for the last.
void print_deviations(const arma::mat& x, std::uint64_t seed);

/// One layer with three rules: mean squares forward and backward, measured and
/// predicted.
void print_both_ways(std::size_t n_in, std::size_t n_out, std::uint64_t seed);

/// How large the gradient of each layer's weights is, first layer first.
void print_gradients(const arma::mat& x, std::uint64_t seed);

/// A memory cell behind a gate, with three functions as the gate.
void print_gates(std::uint64_t seed);

/// Deep networks from every initialization.
void print_starts(const std::vector<Outcome>& outcomes,
                  const std::vector<Start>& starts);

}  // namespace chapter06
