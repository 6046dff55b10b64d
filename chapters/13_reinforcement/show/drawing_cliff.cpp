#include "drawing_cliff.hpp"

#include <string>

#include "nn/figures/drawing.hpp"

#include "../control.hpp"
#include "../worlds.hpp"

namespace chapter13 {
namespace {

using nn::Drawing, nn::Point;

constexpr const char *orange = "#d55e00", *blue = "#0072b2";
constexpr double side = 48, margin = 20;

Point corner(arma::uword state) {
  return {margin + side * double(state % cliff::columns),
          margin + side * double(state / cliff::columns)};
}

/// The middle of a cell, moved a little: both ways stay visible.
Point middle(arma::uword state, double moved) {
  const Point at = corner(state);
  return {at.x + side / 2 + moved, at.y + side / 2 + moved};
}

void draw_cells(Drawing& drawing) {
  for (arma::uword s = 0; s <= cliff::goal; ++s)
    drawing.rectangle(
        corner(s), side, side,
        {.fill = cliff::falls(s) ? "#d9d9d9" : "#fff", .line = "#bbb"});
  const Point fall = corner(cliff::start + 1);
  drawing.text({fall.x + 5 * side, fall.y + side / 2 + 5},
               "the cliff: -100, back to S | 悬崖：-100，回到 S", {.size = 14});
  const Point start = corner(cliff::start), goal = corner(cliff::goal);
  drawing.text({start.x + 12, start.y + side - 8}, "S", {.size = 15});
  drawing.text({goal.x + side - 12, goal.y + side - 8}, "G", {.size = 15});
}

void draw_way(Drawing& drawing, const arma::mat& q, const char* color,
              double moved) {
  const auto path = greedy_path(cliff_walk(), q, cliff::start);
  for (std::size_t t = 0; t + 1 < path.size(); ++t)
    drawing.arrow(middle(path[t], moved), middle(path[t + 1], moved), color);
}

}  // namespace

void draw_paths(const std::filesystem::path& out, const arma::mat& sarsa,
                const arma::mat& q_learning) {
  const double width = 2 * margin + side * cliff::columns;
  const double bottom = margin + side * cliff::rows;
  Drawing drawing(width, bottom + 40);
  draw_cells(drawing);
  draw_way(drawing, sarsa, blue, -5);
  draw_way(drawing, q_learning, orange, 5);
  drawing.text({margin + side * 3, bottom + 24},
               "SARSA: away from the edge | SARSA：远离崖边",
               {.size = 14, .color = blue});
  drawing.text({margin + side * 9, bottom + 24},
               "Q-learning: along the edge | Q 学习：贴着崖边",
               {.size = 14, .color = orange});
  drawing.save(out / "cliff.svg");
}

}  // namespace chapter13
