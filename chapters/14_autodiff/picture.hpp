/// What is to be seen of a graph: boxes and arrows.
#pragma once

#include <string>
#include <vector>

#include "program.hpp"

namespace chapter14 {

enum class Role { input, constant, forward, backward, update };

/// What each node is for. Nodes are numbered as they are made: all up to the
/// loss are the way forward, all up to `last` the way back, and those after it
/// an optimizer's.
std::vector<Role> roles(const Graph& graph, Id loss, Id last);

// #region picture
struct Picture {
  struct Box {
    std::string title;
    std::string note;  ///< below the title: its shape
    Role role = Role::forward;
    std::string frame = {};  ///< boxes of the same frame belong together
  };
  struct Arrow {
    std::size_t from, to;  ///< of boxes; from < to
  };
  std::vector<Box> boxes;
  std::vector<Arrow> arrows;
};
// #endregion picture

/// Each node a box.
Picture picture_of(const Graph& graph, const std::vector<Role>& roles);

/// Nodes begin … end-1 as one box. Words may be in two languages, "input |
/// 输入".
struct Group {
  std::string title;
  Id begin, end;
  Role role;
  std::string frame;
};

/// Each group a box; nodes in none of them are left out. The groups are in
/// order and do not overlap, or nn::Error.
Picture picture_of(const Graph& graph, const std::vector<Group>& groups);

}  // namespace chapter14
