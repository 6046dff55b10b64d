// A tape's way back: gradient() of derivative.cpp, but each node is computed as
// soon as it is noted, and freed as soon as nobody waits for it.
#include <algorithm>

#include <fmt/format.h>

#include "nn/core/error.hpp"

#include "derivative.hpp"
#include "elementwise.hpp"
#include "shapes.hpp"
#include "tape.hpp"

namespace chapter14 {

/// What is known of the derivatives so far.
struct Tape::Walk {
  Tape& tape;
  Afterward afterward;
  std::vector<bool> depends;
  std::vector<Tensors> contributions;
  std::map<Id, int> waiting;  // how many contributions a node is

  void contribute(Id to, const Tensor& dx) {
    contributions[to].push_back(dx);
    ++waiting[dx.id];
  }

  /// The sum of a node's contributions, in the graph's order.
  Tensor derivative(Id id) {
    Tensor sum = contributions[id][0];
    for (std::size_t i = 1; i < contributions[id].size(); ++i)
      sum = sum + contributions[id][i];
    tape.catch_up();
    return sum;
  }

  /// Of a node of the way forward: if the tape is kept, it is found again.
  bool is_part_of_older(Id made, Id before) const {
    const Node& node = tape.graph_[made];
    return node.operation == &part_operation && node.inputs[0] < before;
  }

  void step(Id id, const Tensor& dy);
  void free(Id id, Id before);
};

// #region tape_step
void Tape::Walk::step(Id id, const Tensor& dy) {
  Graph& graph = tape.graph_;
  const Node node = graph[id];
  const bool is_part = node.operation == &part_operation;
  const std::vector<Id> inputs =
      is_part ? graph[node.inputs[0]].inputs : node.inputs;
  Reverse reverse = {{}, graph.tensor(id), dy, {}};
  for (const Id from : inputs) {
    reverse.x.push_back(graph.tensor(from));
    reverse.wants.push_back(depends[from]);
  }
  const Id before = graph.size();
  const Tensors dx = node.operation->vjp(reverse);
  tape.expect_unchanged(id, before);
  tape.catch_up();
  for (std::size_t i = 0; i < inputs.size(); ++i)
    if (reverse.wants[i] && dx[i].exists()) contribute(inputs[i], dx[i]);
}
// #endregion tape_step

/// What no later step needs: the node, its contributions unless they went on,
/// and new nodes that nobody waits for.
void Tape::Walk::free(Id id, Id before) {
  for (const Tensor& x : contributions[id])
    if (--waiting[x.id] == 0) tape.storages_[x.id].reset();
  contributions[id].clear();
  for (Id made = before; made < tape.graph_.size(); ++made)
    if (waiting[made] == 0 && !is_part_of_older(made, before))
      tape.storages_[made].reset();
  if (afterward == Afterward::thrown_away) tape.storages_[id].reset();
}

// #region expect_unchanged
/// Every number that the nodes from `first` on read, for the way back through
/// node `id`, must be the one that `id` has seen.
void Tape::expect_unchanged(Id id, Id first) const {
  const Id maker =
      graph_[id].operation == &part_operation ? graph_[id].inputs[0] : id;
  const auto& inputs = graph_[maker].inputs;
  const auto expect = [&](Id from, std::size_t seen) {
    const std::size_t now = storages_[from]->version;
    if (now == seen) return;
    const std::string& name = graph_[from].name;
    throw nn::Error(fmt::format(
        "{}: backward through {} needs {}, which was changed in place since "
        "then (version {}, now {}); change it after backward(), or a copy of "
        "it",
        to_string(graph_[id].where), graph_[maker].operation->name,
        name.empty() ? fmt::format("node {}", from) : '"' + name + '"', seen,
        now));
  };
  for (Id made = first; made < graph_.size(); ++made)
    for (const Id from : graph_[made].inputs) {
      if (from == id) expect(from, versions_[id].back());
      const auto at = std::find(inputs.begin(), inputs.end(), from);
      if (at != inputs.end())
        expect(from,
               versions_[maker][static_cast<std::size_t>(at - inputs.begin())]);
    }
}
// #endregion expect_unchanged

// #region tape_backward
void Tape::backward(const EagerAt& loss, Afterward afterward) {
  const Tensor y = noted(loss);
  if (count(y.dims()) != 1)
    throw nn::ShapeError(
        fmt::format("{}: backward: the loss must be a single number, not {}",
                    to_string(loss.where), to_string(y.dims())));
  Tensors leaves;
  for (const auto& [id, variable] : variables_)
    leaves.push_back(graph_.tensor(id));
  Walk walk = {*this,
               afterward,
               depends_on(graph_, leaves, y.id),
               std::vector<Tensors>(y.id + 1),
               {}};
  walk.contribute(y.id, broadcast(graph_.constant(1), y.dims()));
  catch_up();
  for (Id id = y.id + 1; id-- > 0;) {
    if (walk.contributions[id].empty()) continue;
    const Within within(graph_, graph_[id].where);
    const Id before = graph_.size();
    const Tensor dy = walk.derivative(id);
    if (variables_.count(id))
      variables_[id]->gradient += storages_[dy.id]->numbers;
    else if (!is_leaf(graph_[id]))
      walk.step(id, dy);
    walk.free(id, before);
  }
  if (afterward == Afterward::thrown_away) throw_away();
}
// #endregion tape_backward

}  // namespace chapter14
