/// Steps about many trees, and about models that learn from models.
#pragma once

#include "nn/program/program.hpp"

namespace chapter11 {

void one_tree_or_many(const nn::Options& options);
void forest_out_of_bag(const nn::Options& options);
void stumps_in_rounds(const nn::Options& options);
void trees_on_residuals(const nn::Options& options);
void boosted_classes(const nn::Options& options);
void stacked(const nn::Options& options);
void four_boundaries(const nn::Options& options);
void random_labels(const nn::Options& options);

}  // namespace chapter11
