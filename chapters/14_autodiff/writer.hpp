/// A program as one C++ function.
#pragma once

#include <string>

#include "memory.hpp"

namespace chapter14 {

/// What a program becomes: the text of a function
///
///     extern "C" void run_graph(float* const* inputs, float* room)
///
/// that runs all nodes in the order of the schedule. inputs: in the order of
/// `inputs`; room: for `room` numbers.
struct Written {
  std::string text;
  std::vector<Id> inputs;  ///< of the program
  MemoryPlan memory;
};

/// `title`: what it computes, for the comment at the top. nn::Error that names
/// the operation, if there is one that cannot be written.
Written written(const Program& program, const std::string& title);

/// A node's name in the written function.
std::string identifier(const Graph& graph, Id id);

}  // namespace chapter14
