#include "memory.hpp"

#include <algorithm>
#include <numeric>

#include "nn/core/random.hpp"

#include "chain.hpp"
#include "shapes.hpp"

namespace chapter14 {

Schedule one_by_one(const Graph&, const std::vector<Id>& order) {
  Schedule schedule;
  for (const Id id : order)
    schedule.push_back({id});
  return schedule;
}

Schedule one_by_one(const Graph& graph) {
  return one_by_one(graph, topological_order(graph));
}

Schedule in_waves(const Graph& graph) {
  std::vector<std::size_t> depth(graph.size());
  Schedule schedule;
  for (const Id id : topological_order(graph)) {
    for (const Id from : graph[id].inputs)
      depth[id] = std::max(depth[id], depth[from] + 1);
    if (schedule.size() <= depth[id]) schedule.resize(depth[id] + 1);
    schedule[depth[id]].push_back(id);
  }
  return schedule;
}

std::vector<Id> random_order(const Graph& graph, std::uint64_t seed) {
  nn::Random random(seed);
  const auto used_by = users(graph);
  std::vector<std::size_t> missing(graph.size());
  for (const auto& list : used_by)
    for (const Id user : list)
      ++missing[user];
  std::vector<Id> ready, order;
  for (Id id = 0; id < graph.size(); ++id)
    if (missing[id] == 0) ready.push_back(id);
  while (!ready.empty()) {
    std::swap(ready[random.integer(static_cast<std::uint32_t>(ready.size()))],
              ready.back());
    const Id id = ready.back();
    ready.pop_back();
    order.push_back(id);
    for (const Id user : used_by[id])
      if (--missing[user] == 0) ready.push_back(user);
  }
  return order;
}

void expect_order(const Graph& graph, const Schedule& schedule) {
  constexpr std::size_t never = ~std::size_t{};
  std::vector<std::size_t> at(graph.size(), never);
  std::size_t nodes = 0;
  for (std::size_t wave = 0; wave < schedule.size(); ++wave)
    for (const Id id : schedule[wave])
      at.at(id) = wave, ++nodes;
  bool holds = nodes == graph.size();
  for (Id id = 0; id < graph.size(); ++id) {
    holds &= at[id] != never;
    for (const Id from : graph[id].inputs)
      holds &= at[from] < at[id];
  }
  if (!holds)
    throw nn::Error(
        "not an order of this graph: every node must be there once, in a later "
        "wave than its inputs");
}

Id owner(const Graph& graph, Id id) {
  while (graph[id].operation == &reshape_operation ||
         graph[id].operation == &stop_operation)
    id = graph[id].inputs[0];
  return id;
}

bool needs_room(const Graph& graph, Id id) {
  return !has_parts(graph[id]) && owner(graph, id) == id &&
         graph[id].operation != &input_operation;
}

std::vector<Life> lives(const Program& program, const Schedule& schedule) {
  const Graph& graph = program.graph;
  std::vector<Life> life(graph.size());
  for (std::size_t wave = 0; wave < schedule.size(); ++wave)
    for (const Id id : schedule[wave]) {
      // A part is there as soon as the whole has run.
      const bool is_part = graph[id].operation == &part_operation;
      const Id made_by = is_part ? graph[id].inputs[0] : id;
      life[id] = {is_part ? life[made_by].first : wave, wave};
      for (const Id from : graph[id].inputs)
        life[owner(graph, from)].last = wave;
    }
  for (Id id = 0; id < graph.size(); ++id)
    if (is_constant(graph[id])) life[id] = {0, schedule.size()};
  for (const Id id : wanted(program))
    life[owner(graph, id)].last = schedule.size();
  return life;
}

namespace {

/// Numbers, in whole cache lines.
std::size_t room_of(const Graph& graph, Id id) {
  return (count(graph[id].dims) + 15) / 16 * 16;
}

template <class HasRoom>
std::size_t most_at_once(const Graph& graph, const std::vector<Life>& life,
                         std::size_t waves, HasRoom has_room) {
  std::vector<std::size_t> live(waves + 2);
  for (Id id = 0; id < graph.size(); ++id)
    if (has_room(id))
      for (std::size_t wave = life[id].first; wave <= life[id].last; ++wave)
        live[wave] += room_of(graph, id);
  return *std::max_element(live.begin(), live.end());
}

}  // namespace

namespace {

/// Does this node read the input number by number, each before it writes it?
bool reads_in_step(const Graph& graph, Id node, Id input, Id value) {
  const auto& inputs = graph[node].inputs;
  if (graph[node].operation->kind == Kind::elementwise) return node == value;
  if (!graph[node].chain || graph[value].operation != &part_operation ||
      graph[value].inputs[0] != node)
    return false;
  const Chain& chain = *graph[node].chain;
  for (std::size_t i = 0; i < inputs.size(); ++i)
    if (inputs[i] == input && chain.inputs[i] != Access::each) return false;
  return true;
}

}  // namespace

bool is_replaced(const Program& program, Id value) {
  const Id at = owner(program.graph, value);
  for (const auto& update : program.updates)
    if (update.input == at) return true;
  return false;
}

std::vector<Id> homes(const Program& program, const Schedule& schedule) {
  const Graph& graph = program.graph;
  const std::vector<Life> life = lives(program, schedule);
  std::vector<Id> result(graph.size(), MemoryPlan::none);
  for (const auto& [input, value] : program.updates) {
    if (!needs_room(graph, value) || is_constant(graph[value]) ||
        result[value] != MemoryPlan::none)
      continue;
    bool is_free = true;
    for (Id id = 0; id < graph.size(); ++id)
      for (const Id from : graph[id].inputs)
        if (owner(graph, from) == input && owner(graph, id) == id)
          is_free &= life[id].first < life[value].first ||
                     (from == input && reads_in_step(graph, id, input, value));
    for (const Id id : wanted(program))
      is_free &= owner(graph, id) != input;
    if (is_free) result[value] = input;
  }
  return result;
}

MemoryPlan keep_all(const Program& program) {
  const Graph& graph = program.graph;
  MemoryPlan plan;
  plan.home.assign(graph.size(), MemoryPlan::none);
  plan.place.assign(graph.size(), MemoryPlan::none);
  for (Id id = 0; id < graph.size(); ++id)
    if (needs_room(graph, id)) {
      plan.place[id] = plan.size;
      plan.size += room_of(graph, id);
    }
  plan.live = plan.size;
  return plan;
}

// #region reuse
MemoryPlan reuse(const Program& program, const Schedule& schedule) {
  const Graph& graph = program.graph;
  const std::vector<Life> life = lives(program, schedule);
  MemoryPlan plan;
  plan.place.assign(graph.size(), MemoryPlan::none);
  plan.home = homes(program, schedule);
  const auto has_room = [&](Id id) {
    return needs_room(graph, id) && plan.home[id] == MemoryPlan::none;
  };
  plan.live = most_at_once(graph, life, schedule.size(), has_room);
  // The largest first: they are the hardest to find room for.
  std::vector<Id> nodes;
  std::vector<std::size_t> room(graph.size());
  for (Id id = 0; id < graph.size(); ++id)
    if (has_room(id)) nodes.push_back(id), room[id] = room_of(graph, id);
  std::stable_sort(nodes.begin(), nodes.end(),
                   [&](Id a, Id b) { return room[a] > room[b]; });
  std::vector<Id> placed;  // from left to right
  for (const Id id : nodes) {
    // Past what is there at the same time, up to the first gap.
    const std::size_t size = room[id];
    std::size_t at = 0;
    for (const Id other : placed) {
      if (life[other].first > life[id].last ||
          life[id].first > life[other].last)
        continue;
      if (at + size <= plan.place[other]) break;
      at = std::max(at, plan.place[other] + room[other]);
    }
    plan.place[id] = at;
    plan.size = std::max(plan.size, at + size);
    const auto right = [&](std::size_t place, Id other) {
      return place < plan.place[other];
    };
    placed.insert(std::upper_bound(placed.begin(), placed.end(), at, right),
                  id);
  }
  return plan;
}
// #endregion reuse

}  // namespace chapter14
