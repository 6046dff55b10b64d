#pragma once

#include "nn/program/program.hpp"

namespace chapter14 {

void gradients_that_go_back_in_time(const nn::Options& options);
void a_memory_with_and_without_clipping(const nn::Options& options);
void a_thousand_steps_unrolled();
void one_matrix_in_two_places(const nn::Options& options);
void a_loss_that_contains_a_gradient(const nn::Options& options);
void curvature_without_its_matrix(const nn::Options& options);
void rates_just_below_and_above(const nn::Options& options);

}  // namespace chapter14
