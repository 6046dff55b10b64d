/// What the chapter prints about optimizers on surfaces and about Adam.
#pragma once

#include "../adam_details.hpp"
#include "../race.hpp"

namespace chapter06 {

/// Each formula next to the library, on the valley and on Rosenbrock's.
void print_agreement();

/// The book's four optimizers: where they are after 30 steps.
void print_book_valley();

/// One row per optimizer, two columns per surface. results: a race per surface.
void print_race(const std::vector<std::vector<Best>>& results);

/// The same for the optimizers that can choose their memory, too.
void print_race_with_memory(const std::vector<std::vector<Best>>& results);

/// SGD on the convex valley at rates around 2 / (largest curvature) = 1.
void print_too_large();

/// Adam's first steps, with and without the correction.
void print_step_lengths();

/// What is left of weights that only the decay should move.
void print_decay(const DecayTrial& trial);

}  // namespace chapter06
