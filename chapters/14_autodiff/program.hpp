/// A graph with a purpose: what is asked of it, and what it changes.
#pragma once

#include <span>

#include "operation.hpp"

namespace chapter14 {

// #region program
/// What a graph is for: which numbers are wanted, and which inputs (weights,
/// an optimizer's memory) are replaced at the end of each run.
struct Program {
  Graph graph;
  std::vector<Id> results = {};
  struct Update {
    Id input = 0;  ///< becomes
    Id value = 0;  ///< this
  };
  std::vector<Update> updates = {};
};
// #endregion program

/// nn::Error if there is no such input, or if an update writes to it.
void expect_only_read(const Program& program, const std::string& input);

/// All nodes that somebody outside wants, in order.
std::vector<Id> wanted(const Program& program);
/// Which nodes are needed for them?
std::vector<bool> needed(const Program& program);

/// Gives `made`, whose nodes were made anew from those of `from`, the same
/// results and updates; now: the new ids, by old id.
void take_outputs(Program& made, const Program& from,
                  const std::vector<Id>& now);

/// The program with every node made anew by `make(graph, old node, the inputs'
/// new ids)`, in the old order; make returns the new id.
template <class Make>
Program rewritten(const Program& program, Make make) {
  program.graph.expect_in_order();
  Program result;
  std::vector<Id> now(program.graph.size());
  for (Id id = 0; id < program.graph.size(); ++id) {
    Node node = program.graph[id];
    for (Id& from : node.inputs)
      from = now[from];
    now[id] = make(result.graph, id, std::move(node));
  }
  take_outputs(result, program, now);
  return result;
}

}  // namespace chapter14
