/// Steps about trees: questions, thresholds, and when to stop.
#pragma once

#include "nn/program/program.hpp"

namespace chapter11 {

void fourteen_days_by_hand();
void id3_grows();
void questions_with_many_answers();
void measures_of_mixture(const nn::Options& options);
void one_threshold();
void iris_tree(const nn::Options& options);
void pre_pruning(const nn::Options& options);
void post_pruning(const nn::Options& options);

}  // namespace chapter11
