// Which elementwise neighbors become one chain.
#include <algorithm>
#include <numeric>
#include <set>

#include "chain.hpp"
#include "passes.hpp"
#include "shapes.hpp"

namespace chapter14 {
namespace {

double work_of_chain(const Node& node, const std::vector<const Dims*>&) {
  return static_cast<double>(node.chain->rows * node.chain->columns *
                             node.chain->steps.size());
}

}  // namespace

const Operation chain_operation = {
    .name = "chain",
    .kind = Kind::other,
    .inputs = 0,
    .shape = [](const Request&) -> Dims { return {}; },
    .vjp = [](const Reverse&) -> Tensors {
      throw nn::Error("a fused chain is run, not derived: derive first");
    },
    .work = work_of_chain,
    .parts = [](const Request&) -> std::vector<Dims> {
      throw nn::Error("the parts of a chain are made with it");
    }};

namespace {

/// How a chain of these dims would read a tensor that is broadcast to them;
/// Access::each if it cannot.
Access access(const Dims& from, const Dims& to) {
  if (count(from) == 1) return Access::one;
  const std::size_t rows = extent(to, 0);
  if (extent(from, 0) == rows && count(from) == rows) return Access::rows;
  if (extent(from, 0) == 1 && count(from) == count(to) / rows)
    return Access::columns;
  return Access::each;
}

/// Sets of nodes that become one: a disjoint-set forest over the ids.
class Groups {
 public:
  explicit Groups(const Graph& graph) : group_(graph.size()) {
    std::iota(group_.begin(), group_.end(), Id{0});
    used_by_ = users(graph);
  }
  Id of(Id id) const { return group_[id]; }
  std::vector<Id> members(Id group) const {
    std::vector<Id> result;
    for (Id id = 0; id < group_.size(); ++id)
      if (group_[id] == group) result.push_back(id);
    return result;
  }

  // #region join
  /// Makes the groups of a and b one, unless something outside lies on a path
  /// from one to the other: it could run neither before the whole nor after.
  void join(Id a, Id b) {
    const Id from = of(a), to = of(b);
    if (from == to) return;
    const std::vector<Id> before = group_;
    std::replace(group_.begin(), group_.end(), to, from);
    if (leads_back(from)) group_ = before;
  }
  // #endregion join

 private:
  /// Is there a path that leaves the group and comes back?
  bool leads_back(Id group) const {
    std::vector<Id> open = {group};
    std::set<Id> seen;
    while (!open.empty()) {
      const Id at = open.back();
      open.pop_back();
      for (const Id member : members(at))
        for (const Id user : used_by_[member]) {
          const Id next = of(user);
          if (next == at) continue;
          if (next == group) return true;
          if (seen.insert(next).second) open.push_back(next);
        }
    }
    return false;
  }

  std::vector<Id> group_;
  std::vector<std::vector<Id>> used_by_;
};

bool is_elementwise(const Node& node) {
  return node.operation->kind == Kind::elementwise;
}

Groups groups_of(const Graph& graph) {
  Groups groups(graph);
  for (Id id = 0; id < graph.size(); ++id)
    if (is_elementwise(graph[id]))
      for (const Id from : graph[id].inputs)
        if (is_elementwise(graph[from]) && graph[from].dims == graph[id].dims)
          groups.join(from, id);
  return groups;
}

/// Makes the new graph, group by group.
class Fuser {
 public:
  explicit Fuser(const Program& program)
      : old_(program),
        graph_(program.graph),
        groups_(groups_of(graph_)),
        used_by_(users(graph_)),
        now_(graph_.size()),
        wanted_(graph_.size()) {
    for (const Id id : wanted(program))
      wanted_[id] = true;
  }

  Program fused() {
    for (const Id group : order()) {
      const std::vector<Id> members = groups_.members(group);
      if (is_elementwise(graph_[members[0]]) && worth_it(members))
        add_chain(members);
      else
        for (const Id id : members)
          copy(id);
    }
    take_outputs(new_, old_, now_);
    return std::move(new_);
  }

 private:
  /// Groups, each after those that it needs.
  std::vector<Id> order() const {
    std::vector<std::set<Id>> inputs(graph_.size());
    for (Id id = 0; id < graph_.size(); ++id)
      for (const Id from : graph_[id].inputs)
        if (groups_.of(from) != groups_.of(id))
          inputs[groups_.of(id)].insert(groups_.of(from));
    Graph linked;  // one node for each group, and idle ones
    for (Id id = 0; id < graph_.size(); ++id) {
      Node node;
      node.operation = &input_operation;
      node.inputs.assign(inputs[id].begin(), inputs[id].end());
      linked.append(std::move(node));
    }
    std::vector<Id> result;
    for (const Id id : topological_order(linked))
      if (groups_.of(id) == id) result.push_back(id);
    return result;
  }

  /// Does it save anything: a second operation, or a repeated input?
  bool worth_it(const std::vector<Id>& members) const {
    if (members.size() > 1) return true;
    for (const Id from : graph_[members[0]].inputs)
      if (source(from, graph_[members[0]].dims).second != Access::each)
        return true;
    return false;
  }

  /// What a chain reads instead of a broadcast tensor, and how.
  std::pair<Id, Access> source(Id from, const Dims& dims) const {
    if (graph_[from].operation == &broadcast_operation) {
      const Id origin = graph_[from].inputs[0];
      const Access how = access(graph_[origin].dims, dims);
      if (how != Access::each) return {origin, how};
    }
    return {from, Access::each};
  }

  void copy(Id id) {
    Node node = graph_[id];
    for (Id& from : node.inputs)
      from = now_[from];
    now_[id] = new_.graph.append(std::move(node)).id;
  }

  bool is_result(Id id) const {
    return wanted_[id] ||
           std::any_of(used_by_[id].begin(), used_by_[id].end(), [&](Id user) {
             return groups_.of(user) != groups_.of(id);
           });
  }

  void add_chain(const std::vector<Id>& members) {
    const Dims& dims = graph_[members[0]].dims;
    Chain chain;
    Node node;
    node.operation = &chain_operation;
    node.where = graph_[members[0]].where;
    std::vector<std::pair<Id, Access>> sources;
    for (const Id id : members)
      for (const Id from : graph_[id].inputs)
        if (groups_.of(from) != groups_.of(id) &&
            std::find(sources.begin(), sources.end(), source(from, dims)) ==
                sources.end())
          sources.push_back(source(from, dims));
    for (const auto& [from, how] : sources) {
      node.inputs.push_back(now_[from]);
      chain.inputs.push_back(how);
    }
    const auto place = [&](Id user, Id from) -> std::size_t {
      if (groups_.of(from) != groups_.of(user))
        return static_cast<std::size_t>(
            std::find(sources.begin(), sources.end(), source(from, dims)) -
            sources.begin());
      return sources.size() +
             static_cast<std::size_t>(
                 std::find(members.begin(), members.end(), from) -
                 members.begin());
    };
    for (const Id id : members) {
      chain.steps.push_back({graph_[id].operation, {}, graph_[id].name});
      for (const Id from : graph_[id].inputs)
        chain.steps.back().from.push_back(place(id, from));
      if (is_result(id)) chain.results.push_back(chain.steps.size() - 1);
    }
    shape(chain, dims);
    node.chain = std::make_shared<Chain>(std::move(chain));
    append_with_parts(std::move(node), members);
  }

  /// Rows and columns; if nothing tells them apart, one long column.
  static void shape(Chain& chain, const Dims& dims) {
    const bool flat =
        std::none_of(chain.inputs.begin(), chain.inputs.end(), [](Access how) {
          return how == Access::rows || how == Access::columns;
        });
    chain.rows = flat ? count(dims) : extent(dims, 0);
    chain.columns = flat ? 1 : count(dims) / extent(dims, 0);
  }

  void append_with_parts(Node node, const std::vector<Id>& members) {
    const auto chain = node.chain;
    const Where where = node.where;
    const Id whole = new_.graph.append(std::move(node)).id;
    for (std::size_t k = 0; k < chain->results.size(); ++k) {
      const Id id = members[chain->results[k]];
      Node part;
      part.operation = &part_operation;
      part.inputs = {whole};
      part.dims = graph_[id].dims;
      part.attributes.numbers = {k};
      part.name = graph_[id].name;
      part.where = where;
      now_[id] = new_.graph.append(std::move(part)).id;
    }
  }

  const Program& old_;
  const Graph& graph_;
  Groups groups_;
  std::vector<std::vector<Id>> used_by_;
  std::vector<Id> now_;
  std::vector<bool> wanted_;
  Program new_;
};

}  // namespace

Program fused(const Program& program) {
  return without_dead_nodes(Fuser(program).fused());
}

}  // namespace chapter14
