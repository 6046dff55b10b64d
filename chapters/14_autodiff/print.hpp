/// A graph as text.
#pragma once

#include <string>

#include "graph.hpp"

namespace chapter14 {

/// One line a node: its id, name and operation, the ids of its inputs, its
/// shape, and the line of the reader's program that it belongs to.
std::string printed(const Graph& graph);

/// "constant 0.5", "slice(1, 0, 4)": an operation and what else it is told.
std::string operation_of(const Node& node);

}  // namespace chapter14
