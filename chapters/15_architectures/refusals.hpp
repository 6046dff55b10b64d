/// Graphs that cannot be built.
#pragma once

namespace chapter15 {

/// Each throws an nn::Error.
void branches_of_two_shapes();
void a_value_that_nobody_takes();
void two_layers_of_one_name();

}  // namespace chapter15
