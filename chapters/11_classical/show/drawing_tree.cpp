// A tree of questions as boxes and lines.
#include <array>

#include "nn/figures/drawing.hpp"

#include "figures_trees.hpp"

namespace chapter11 {
namespace {

using nn::Drawing, nn::Point;

constexpr double slot = 130, level = 92, box_width = 122, box_height = 46;
constexpr std::array colors{"#d6ecf9", "#fde7c8", "#d9f0e3", "#efe0ee"};

/// Leaves stand side by side, each node above the middle of its two children.
class Layout {
 public:
  explicit Layout(const Tree& tree) : places_(tree.nodes.size()) {
    place(tree, 0, 0);
  }
  const Point& at(arma::uword node) const { return places_[node]; }
  double width() const { return slot * next_ + 12; }

 private:
  double place(const Tree& tree, arma::uword at, int depth) {
    const Node& node = tree.nodes[at];
    const double x = node.is_leaf() ? 6 + slot * (next_++ + 0.5)
                                    : (place(tree, node.left, depth + 1) +
                                       place(tree, node.right, depth + 1)) /
                                          2;
    places_[at] = {x, 30 + level * depth};
    return x;
  }
  std::vector<Point> places_;
  double next_ = 0;
};

void draw_node(Drawing& drawing, const Node& node, const Point& at,
               const std::vector<std::string>& features,
               const std::vector<std::string>& classes) {
  const arma::uword most = node.value.index_max();
  drawing.rectangle(
      {at.x - box_width / 2, at.y - box_height / 2}, box_width, box_height,
      {.fill = node.is_leaf() ? colors[most % colors.size()] : "#fff"});
  const std::string first =
      node.is_leaf() ? classes[most] : features[node.feature];
  const std::string second =
      node.is_leaf()
          ? fmt::format("{0:.0f} of {1:.0f} | {1:.0f} 个中的 {0:.0f} 个",
                        node.value(most) * node.weight, node.weight)
          : fmt::format("≤ {:.2f} ?", node.threshold);
  drawing.text({at.x, at.y - 4}, first, {12.5});
  drawing.text({at.x, at.y + 14}, second, {12.5, "#555"});
}

}  // namespace

void draw_tree(const std::filesystem::path& file, const Tree& tree,
               const std::vector<std::string>& features,
               const std::vector<std::string>& classes) {
  const Layout layout(tree);
  Drawing drawing(layout.width(), 60 + level * double(tree.depth()));
  for (arma::uword i = 0; i < tree.nodes.size(); ++i) {
    const Node& node = tree.nodes[i];
    if (node.is_leaf()) continue;
    const Point from{layout.at(i).x, layout.at(i).y + box_height / 2};
    const auto branch = [&](arma::uword child, const char* answer) {
      const Point to{layout.at(child).x, layout.at(child).y - box_height / 2};
      drawing.line(from, to, "#999");
      drawing.text({(from.x + to.x) / 2, (from.y + to.y) / 2 + 4}, answer,
                   {11.5, "#0072b2"});
    };
    branch(node.left, "yes | 是");
    branch(node.right, "no | 否");
  }
  for (arma::uword i = 0; i < tree.nodes.size(); ++i)
    draw_node(drawing, tree.nodes[i], layout.at(i), features, classes);
  drawing.save(file);
}

}  // namespace chapter11
