#include "checkpoints.hpp"

#include <algorithm>

namespace chapter14 {
namespace {

/// Copies the way there as it is, and on the way back what it needs again.
class Recomputer {
 public:
  Recomputer(const Program& program, Id last, const std::vector<Id>& kept)
      : old_(program),
        last_(last),
        stays_(program.graph.size()),
        now_(program.graph.size(), none),
        again_(program.graph.size(), none) {
    for (const Id id : kept)
      stays_[id] = true;
    for (Id id = 0; id < program.graph.size(); ++id)
      if (is_leaf(program.graph[id])) stays_[id] = true;
    stays_[last] = true;
  }

  Program result() {
    for (Id id = 0; id < old_.graph.size(); ++id)
      now_[id] = append(id, /*again=*/id > last_);
    take_outputs(new_, old_, now_);
    return std::move(new_);
  }

 private:
  static constexpr Id none = ~Id{};

  /// A copy of a node; its inputs are the first ones, or those made again.
  Id append(Id id, bool again) {
    Node node = old_.graph[id];
    for (Id& from : node.inputs)
      from = again ? on_the_way_back(from) : now_[from];
    return new_.graph.append(std::move(node)).id;
  }

  // #region again
  /// What stands for a node on the way back. Not recursive: a chain of nodes
  /// may be longer than the stack is deep.
  Id on_the_way_back(Id wanted) {
    std::vector<Id> open = {wanted};
    while (!open.empty()) {
      const Id id = open.back();
      const std::size_t before = open.size();
      if (!is_known(id))
        for (const Id from : old_.graph[id].inputs)
          if (!is_known(from)) open.push_back(from);
      if (open.size() > before) continue;  // its inputs first
      if (!is_known(id)) again_[id] = append(id, true);
      open.pop_back();
    }
    return known(wanted);
  }
  // #endregion again

  bool is_known(Id id) const {
    return id > last_ || stays_[id] || again_[id] != none;
  }
  Id known(Id id) const {
    return id > last_ || stays_[id] ? now_[id] : again_[id];
  }

  const Program& old_;
  Id last_;
  std::vector<bool> stays_;
  std::vector<Id> now_, again_;
  Program new_;
};

}  // namespace

Program checkpointed(const Program& program, Id last,
                     const std::vector<Id>& kept) {
  return Recomputer(program, last, kept).result();
}

}  // namespace chapter14
