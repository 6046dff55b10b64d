/// The tables of what a neuron has learned.
#pragma once

#include <string>

#include "../learning.hpp"
#include "../row_by_row.hpp"

namespace chapter01 {

/// The table of three inputs next to the outputs of two neurons.
void print_answers(const TruthTable& table, const Learned& by_threshold,
                   const Learned& by_sigmoid);

/// Some epochs of two error curves side by side.
void print_errors(const Learned& by_threshold, const Learned& by_sigmoid);

/// "after 12 epochs", or that the goal was not reached.
std::string when_done(const Learned& run);

/// The last `n` corrections: the row that caused each, and the new weights.
void print_corrections(const Corrections& log, const TruthTable& table,
                       std::size_t n);

}  // namespace chapter01
