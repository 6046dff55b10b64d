/// Steps of chapter 14: TensorFlow's graphs, PyTorch's tape, JAX's traces.
#pragma once

#include "nn/program/program.hpp"

namespace chapter14 {

void one_network_three_manners(const nn::Options& options);
void changed_in_place();
void a_branch_on_a_number();
void new_shapes_new_graphs(const nn::Options& options);

}  // namespace chapter14
