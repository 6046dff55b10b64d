/// Tables of the steps with networks.
#pragma once

#include "../program.hpp"
#include "../training.hpp"

namespace chapter14 {

void print_ways(const std::string& network, std::size_t steps);
void print_way(const std::string& how, const Trained& trained);
void print_no_compiler();
void print_not_compiled(const std::string& why);

/// Numbers read and written by all nodes that compute something.
std::size_t traffic(const Graph& graph);

void print_costs_heading(const std::string& network);
/// Nodes, arithmetic, and the numbers that pass between nodes and memory.
void print_costs(const std::string& after, const Program& program);
/// With a place of its own for each node, and with places used again.
void print_memory(const Program& before, const Program& after);

void print_checkpoints_heading();
/// every: from one kept state to the next; 0: all are kept.
void print_checkpoints(std::size_t every, const Program& program);

}  // namespace chapter14
