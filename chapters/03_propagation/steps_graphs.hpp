/// The steps with computation graphs.
#pragma once

#include "nn/program/program.hpp"

namespace chapter03 {

void graph_of_a_bill(const nn::Options& options);
void graph_of_the_network(const nn::Options& options);

}  // namespace chapter03
