#include "picture.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nn/core/error.hpp"

namespace chapter14 {

std::vector<Role> roles(const Graph& graph, Id loss, Id last) {
  std::vector<Role> result(graph.size());
  for (Id id = 0; id < graph.size(); ++id)
    result[id] = is_constant(graph[id]) ? Role::constant
                 : is_leaf(graph[id])   ? Role::input
                 : id <= loss           ? Role::forward
                 : id <= last           ? Role::backward
                                        : Role::update;
  return result;
}

namespace {

constexpr std::size_t none = ~std::size_t{};

/// One arrow from box to box, however many edges there are.
void add_arrow(Picture& picture, std::size_t from, std::size_t to) {
  const auto same = [&](const Picture::Arrow& arrow) {
    return arrow.from == from && arrow.to == to;
  };
  if (from == none || to == none || from == to) return;
  if (std::none_of(picture.arrows.begin(), picture.arrows.end(), same))
    picture.arrows.push_back({from, to});
}

void add_arrows(Picture& picture, const Graph& graph,
                const std::vector<std::size_t>& box) {
  for (Id id = 0; id < graph.size(); ++id)
    for (const Id from : graph[id].inputs)
      add_arrow(picture, box[from], box[id]);
}

/// A constant or a name says more than the operation.
std::string title_of(const Node& node) {
  if (is_constant(node)) return fmt::format("{}", node.attributes.value);
  if (is_leaf(node)) return node.name;
  const std::string& operation = node.operation->name;
  return node.name.empty() ? operation : operation + ": " + node.name;
}

}  // namespace

Picture picture_of(const Graph& graph, const std::vector<Role>& roles) {
  Picture picture;
  std::vector<std::size_t> box(graph.size());
  for (Id id = 0; id < graph.size(); ++id) {
    box[id] = id;
    picture.boxes.push_back(
        {title_of(graph[id]), to_string(graph[id].dims), roles.at(id)});
  }
  add_arrows(picture, graph, box);
  return picture;
}

Picture picture_of(const Graph& graph, const std::vector<Group>& groups) {
  Picture picture;
  std::vector<std::size_t> box(graph.size(), none);
  Id done = 0;
  for (const Group& group : groups) {
    if (group.begin < done || group.end <= group.begin ||
        group.end > graph.size())
      throw nn::Error(
          fmt::format("group \"{}\" has nodes {} to {}: groups must follow "
                      "each other, none "
                      "empty, in a graph of {} nodes",
                      group.title, group.begin, group.end, graph.size()));
    done = group.end;
    for (Id id = group.begin; id < group.end; ++id)
      box[id] = picture.boxes.size();
    const std::size_t nodes = group.end - group.begin;
    const std::string note = nodes == 1 || group.role != Role::backward
                                 ? to_string(graph[group.end - 1].dims)
                                 : fmt::format("{0} nodes | {0} 个节点", nodes);
    picture.boxes.push_back({group.title, note, group.role, group.frame});
  }
  add_arrows(picture, graph, box);
  return picture;
}

}  // namespace chapter14
