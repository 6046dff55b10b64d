/// Where each node's numbers are while a program runs.
#pragma once

#include "program.hpp"

namespace chapter14 {

/// The nodes in the order in which they run; those of a wave do not depend on
/// each other and may run together.
using Schedule = std::vector<std::vector<Id>>;

Schedule one_by_one(const Graph& graph, const std::vector<Id>& order);
Schedule one_by_one(const Graph& graph);  ///< in the order of the ids
/// As early as possible, many at a time.
Schedule in_waves(const Graph& graph);
/// Any order in which inputs come before their users, drawn by chance.
std::vector<Id> random_order(const Graph& graph, std::uint64_t seed);

/// nn::Error unless every node is there once, in a later wave than its inputs.
void expect_order(const Graph& graph, const Schedule& schedule);

/// The node whose memory this one shares: itself, unless it is a view.
Id owner(const Graph& graph, Id id);
/// Does it have numbers that the interpreter must make room for?
bool needs_room(const Graph& graph, Id id);

/// First and last wave in which a node's numbers must be there.
struct Life {
  std::size_t first = 0, last = 0;
};
std::vector<Life> lives(const Program& program, const Schedule& schedule);

// #region memory_plan
struct MemoryPlan {
  static constexpr std::size_t none = ~std::size_t{};
  std::vector<std::size_t> place;  ///< in numbers, by node; none: no room
  /// Results that are written where the input is that they replace; by node,
  /// none for all others.
  std::vector<Id> home;
  std::size_t size = 0;  ///< of the whole, in numbers
  std::size_t live = 0;  ///< that must be there at the same time, at most
};
// #endregion memory_plan

/// Are a value's numbers those of an input that an update replaces? All updates
/// take place together, so they must be copied before the first.
bool is_replaced(const Program& program, Id value);

/// For each update whose input nobody reads any more when its value is made, or
/// only number by number: the value's home. By node.
std::vector<Id> homes(const Program& program, const Schedule& schedule);

/// Everything side by side.
MemoryPlan keep_all(const Program& program);
/// A node takes the room of others that nobody needs any more.
MemoryPlan reuse(const Program& program, const Schedule& schedule);

}  // namespace chapter14
