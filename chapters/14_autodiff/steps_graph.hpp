/// Steps of chapter 14: the graph as an object.
#pragma once

#include "nn/program/program.hpp"

namespace chapter14 {

void a_neuron_as_a_list(const nn::Options& options);
void a_data_flow_graph(const nn::Options& options);
void another_order_the_same_bits(const nn::Options& options);
void forward_beside_reverse(const nn::Options& options);

}  // namespace chapter14
