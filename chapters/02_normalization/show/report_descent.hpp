/// What the chapter prints about descents.
#pragma once

#include "../descent.hpp"

namespace chapter02 {

void print_descent_header();
/// One line of the table of descents.
void print_descent(const std::string& name, const LeastSquares& problem,
                   const Goal& goal);

/// What is left of the loss after 100 steps, for rates around the limit.
void print_rates(const LeastSquares& problem, double minimum);

}  // namespace chapter02
