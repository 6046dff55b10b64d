/// What the chapter prints about derivatives from function values.
#pragma once

namespace chapter05 {

/// The errors of both formulas in both precisions, for some steps h.
void print_difference_errors();

/// The best h found in each precision, next to the theoretical one.
void print_best_steps();

/// What becomes of the derivative of sin at 1 with h = 10e-50.
void print_tiny_steps();

}  // namespace chapter05
