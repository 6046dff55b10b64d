/// Steps with the library: one matrix product, its gradients, its speed.
#pragma once

#include "nn/program/program.hpp"

namespace chapter08 {

void one_matrix_product(const nn::Options& options);
void backward_by_hand(const nn::Options& options);
void how_fast(const nn::Options& options);

}  // namespace chapter08
