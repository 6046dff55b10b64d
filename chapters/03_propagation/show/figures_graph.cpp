#include "figures_graph.hpp"

#include "nn/core/print.hpp"
#include "nn/figures/drawing.hpp"

namespace chapter03 {

namespace {

using nn::Point;

constexpr double column_width = 136, row_height = 92;
constexpr double box_width = 88, box_height = 66;
constexpr const char *gray = "#666", *black = "#222";
constexpr const char *red = "#b03a00", *blue = "#0060a0";

Point place_of(const Placed& node) {
  return {column_width * (node.column + 0.5),
          row_height * (node.row + 0.5) + 34};
}

const Placed& placed(const DrawnGraph& drawn, Graph::Id id) {
  for (const Placed& node : drawn.nodes)
    if (node.id == id) return node;
  throw std::out_of_range("a node without a place");
}

std::string number(double value, int digits) {
  return fmt::format("{:.{}f}", value, digits);
}

/// Arrows into a node, each with the local derivative.
void draw_edges(nn::Drawing& drawing, const DrawnGraph& drawn,
                const Placed& node, int digits) {
  const auto& edges = drawn.graph.made_of(node.id);
  for (std::size_t i = 0; i < edges.size(); ++i) {
    Point from = place_of(placed(drawn, edges[i].node)), to = place_of(node);
    from.x += box_width / 2;
    to.x -= box_width / 2;
    // One node twice: two arrows, one above the other.
    const bool twice = edges.size() == 2 && edges[0].node == edges[1].node;
    if (twice) {
      from.y += i == 0 ? -14 : 14;
      to.y += i == 0 ? -14 : 14;
    } else if (edges.size() == 2) {
      to.y += from.y < to.y ? -9 : 9;
    }
    drawing.arrow(from, to, gray);
    const Point middle = {(from.x + to.x) / 2, (from.y + to.y) / 2};
    drawing.text({middle.x, middle.y + (twice && i == 1 ? 14 : -4)},
                 edges[i].slope == 1 ? "1" : number(edges[i].slope, digits),
                 {13, blue});
  }
}

}  // namespace

void draw_graph(const DrawnGraph& drawn, const std::filesystem::path& file,
                int digits) {
  double columns = 0, rows = 0;
  for (const Placed& node : drawn.nodes) {
    columns = std::max(columns, node.column + 1);
    rows = std::max(rows, node.row + 1);
  }
  nn::Drawing drawing(columns * column_width, rows * row_height + 44);
  drawing.text({16, 22}, "value, forward → | 前向：值 →", {15, black, "start"});
  drawing.text({236, 22}, "← gradient, backward | ← 反向：梯度",
               {15, red, "start"});
  for (const Placed& node : drawn.nodes)
    draw_edges(drawing, drawn, node, digits);
  for (const Placed& node : drawn.nodes) {
    const Point at = place_of(node);
    const bool input = drawn.graph.made_of(node.id).empty();
    drawing.rectangle({at.x - box_width / 2, at.y - box_height / 2}, box_width,
                      box_height, {input ? "#d6ecf9" : "#fde7c8", "#333"});
    drawing.text({at.x, at.y - 14}, node.name, {15, black});
    drawing.text({at.x, at.y + 5}, number(drawn.graph.value(node.id), digits),
                 {15, black});
    drawing.text({at.x, at.y + 24},
                 number(drawn.graph.gradient(node.id), digits), {15, red});
  }
  drawing.save(file);
}

namespace {

/// Where (u, v, z) is drawn: u along x, v along y, both 0 ... 1; z upward.
Point seen(double u, double v, double z) {
  return {70 + 250 * u + 190 * v, 330 + 40 * u - 80 * v - 38 * z};
}

/// The surface z = x y - 6 above the square, as a net of lines.
void draw_net(nn::Drawing& drawing, const char* color) {
  const auto z = [](double u, double v) { return (3 + u) * (2 + v) - 6; };
  for (int i = 0; i <= 4; ++i)
    for (int k = 0; k < 16; ++k) {
      const double t = i / 4.0, a = k / 16.0, b = (k + 1) / 16.0;
      drawing.line(seen(t, a, z(t, a)), seen(t, b, z(t, b)), color);
      drawing.line(seen(a, t, z(a, t)), seen(b, t, z(b, t)), color);
    }
}

}  // namespace

void draw_parallelogram(const std::filesystem::path& out) {
  const TwoPaths moves = product_moves(1);
  const double rise_x = moves.first, rise_y = moves.second;
  nn::Drawing drawing(690, 400);
  drawing.polygon({seen(0, 0, 0), seen(1, 0, 0), seen(1, 1, 0), seen(0, 1, 0)},
                  {"#dddddd", "#333", 1.2, 0.6});
  drawing.line(seen(0, 1, 0), seen(0, 1, rise_y), blue, 3);
  drawing.polygon({seen(0, 0, 0), seen(1, 0, rise_x), seen(1, 1, moves.sum()),
                   seen(0, 1, rise_y)},
                  {"#56b4e9", "#333", 1.2, 0.55});
  draw_net(drawing, "#d98200");
  drawing.line(seen(1, 0, 0), seen(1, 0, rise_x), red, 3);
  drawing.line(seen(1, 1, 0), seen(1, 1, rise_x), red, 3);
  drawing.line(seen(1, 1, rise_x), seen(1, 1, moves.sum()), blue, 3);
  drawing.line(seen(1, 1, moves.sum()), seen(1, 1, moves.real), "#d98200", 3);
  drawing.dot(seen(0, 0, 0), 5, black);
  const auto label = [&](double u, double v, double z, const std::string& words,
                         const char* color) {
    const Point at = seen(u, v, z);
    drawing.text({at.x + 12, at.y + 5}, words, {14, color, "start"});
  };
  label(1, 0, rise_x, fmt::format("f_x dx = {:.0f}", rise_x), red);
  label(1, 1, rise_x / 2, fmt::format("f_x dx = {:.0f}", rise_x), red);
  label(1, 1, rise_x + rise_y / 2, fmt::format("f_y dy = {:.0f}", rise_y),
        blue);
  label(1, 1, moves.sum() + moves.miss() / 2,
        fmt::format("dx dy = {:.0f}", moves.miss()), "#a05a00");
  drawing.text({seen(0, 1, rise_y).x - 12, seen(0, 1, rise_y).y - 4},
               fmt::format("f_y dy = {:.0f}", rise_y), {14, blue, "end"});
  drawing.text({seen(0.5, 0, 0).x - 20, seen(0.5, 0, 0).y + 22}, "dx = 1",
               {14, black});
  drawing.text({seen(1, 0.5, 0).x + 14, seen(1, 0.5, 0).y + 12}, "dy = 1",
               {14, black, "start"});
  drawing.text({seen(0, 0, 0).x - 4, seen(0, 0, 0).y + 24},
               "x = 3, y = 2 | x = 3，y = 2", {14, black});
  drawing.text({16, 26},
               "blue: tangent plane; orange: f = x y | 蓝：切平面；橙：f = x y",
               {14, black, "start"});
  drawing.save(out / "parallelogram.svg");
}

}  // namespace chapter03
