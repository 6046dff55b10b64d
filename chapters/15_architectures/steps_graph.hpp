/// Layers that branch and join, and what the library refuses.
#pragma once

#include "nn/program/program.hpp"

namespace chapter15 {

/// A residual block: its layers, their names and inputs, and its picture.
void a_graph_of_layers(const nn::Options& options);

/// Three mistakes, and what is said of them.
void what_a_graph_refuses();

}  // namespace chapter15
