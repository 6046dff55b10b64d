/// What the steps on the graph as an object print.
#pragma once

#include <filesystem>

#include "../data_flow.hpp"
#include "../modes.hpp"
#include "../networks.hpp"

namespace chapter14 {

/// Answers that a walk over the graph finds.
void print_walks(const Neuron& neuron);
/// Nodes and arithmetic of each box.
void print_groups(const DataFlow& flow);
/// What two devices would send to each other.
void print_traffic(const DataFlow& flow);
/// Orders of the nodes, and the weights' hash after training in each.
void print_orders(const TrainingStep& step, int steps, std::uint64_t seed);
/// The work of both modes, and which is cheaper.
void print_modes(const std::vector<Function>& functions);
/// forward / reverse for every pair of sizes: n down, m across.
void print_ratios(const std::vector<std::size_t>& sizes);

}  // namespace chapter14
