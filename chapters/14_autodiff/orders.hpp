/// The same graph in other orders, and sums that arrive in other orders.
#pragma once

#include "nn/core/armadillo.hpp"

#include "memory.hpp"
#include "networks.hpp"

namespace chapter14 {

/// Trains with invented images and labels, the nodes in the order of the
/// schedule; the SHA-256 of the weights after that many steps.
std::string hash_of_training(const TrainingStep& step, const Schedule& schedule,
                             int steps, std::uint64_t seed);

/// The order of the ids, but of several nodes that could be next the last one.
std::vector<Id> latest_first(const Graph& graph);

/// A weight that is used in several places: the gradient of the whole, and what
/// each place contributes to it.
struct Shared {
  Program program;                  ///< results: the gradient, contributions
  std::vector<std::string> inputs;  ///< their names
};
Shared shared_weight(std::size_t places);

/// How many different results come out, to the last bit: of the graph run in
/// `tries` random orders, and of the contributions added as they arrive, in
/// as many random orders.
struct Distinct {
  std::size_t by_graph = 0;
  std::size_t by_arrival = 0;
};
Distinct distinct_gradients(std::size_t places, std::size_t tries,
                            std::uint64_t seed);

}  // namespace chapter14
