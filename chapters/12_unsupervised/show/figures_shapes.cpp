#include "figures_shapes.hpp"

#include "nn/figures/drawing.hpp"

#include "../density.hpp"
#include "figures.hpp"

namespace chapter12 {

void draw_density(const std::filesystem::path& out, const Points& points,
                  const std::vector<double>& radii) {
  std::vector<nn::Figure> panels;
  for (const double radius : radii) {
    panels.push_back(
        plane(fmt::format("radius {0} | 半径 {0}", radius), 300, 230));
    add_groups(panels.back(), points.x,
               with_noise_last(dbscan(points.x, radius, 4)));
  }
  nn::save_row(out / "density.svg", panels);
}

void draw_linkages(const std::filesystem::path& out, const Points& points) {
  std::vector<nn::Figure> panels;
  for (const auto& [linkage, title] :
       {std::pair{Linkage::single, "single | 最近点"},
        {Linkage::complete, "complete | 最远点"},
        {Linkage::average, "average | 平均"}}) {
    panels.push_back(plane(title, 300, 230));
    add_groups(panels.back(), points.x, cut(merges_of(points.x, linkage), 2));
  }
  nn::save_row(out / "linkages.svg", panels);
}

namespace {

/// Points from left to right as the tree has them: no lines cross.
void leaves(const std::vector<Merge>& merges, arma::uword cluster,
            std::vector<arma::uword>& order) {
  const arma::uword n = merges.size() + 1;
  if (cluster < n) return order.push_back(cluster);
  leaves(merges, merges[cluster - n].a, order);
  leaves(merges, merges[cluster - n].b, order);
}

/// Every merge as a bracket; heights are distances.
void draw_tree(nn::Drawing& drawing, const std::vector<Merge>& merges,
               nn::Point corner, double width, double height) {
  const arma::uword n = merges.size() + 1;
  const double scale = height / merges.back().distance;
  std::vector<arma::uword> order;
  leaves(merges, 2 * n - 2, order);
  std::vector<nn::Point> top(2 * n - 1);
  for (arma::uword i = 0; i < n; ++i) {
    top[order[i]] = {corner.x + width * (double(i) + 0.5) / double(n),
                     corner.y + height};
    drawing.text({top[order[i]].x, corner.y + height + 16},
                 fmt::format("{}", order[i]));
  }
  for (arma::uword i = 0; i < merges.size(); ++i) {
    const nn::Point a = top[merges[i].a], b = top[merges[i].b];
    const double y = corner.y + height - scale * merges[i].distance;
    drawing.line(a, {a.x, y}, "#0072b2");
    drawing.line(b, {b.x, y}, "#0072b2");
    drawing.line({a.x, y}, {b.x, y}, "#0072b2");
    drawing.text({a.x - 3, y + 1}, fmt::format("{:.1f}", merges[i].distance),
                 {10, "#555", "end"});
    top[n + i] = {(a.x + b.x) / 2, y};
  }
}

}  // namespace

void draw_dendrogram(const std::filesystem::path& out, const arma::mat& x,
                     const std::vector<Merge>& merges) {
  constexpr double side = 280;
  nn::Drawing drawing(760, 340);
  const arma::vec low = arma::min(x, 1);
  const double scale = side / arma::vec(arma::max(x, 1) - low).max();
  for (arma::uword i = 0; i < x.n_cols; ++i) {
    const nn::Point at{30 + scale * (x(0, i) - low(0)),
                       310 - scale * (x(1, i) - low(1))};
    drawing.dot(at, 3, "#d55e00");
    drawing.text({at.x + 11, at.y - 3}, fmt::format("{}", i), {11});
  }
  draw_tree(drawing, merges, {370, 24}, 360, 280);
  drawing.save(out / "dendrogram.svg");
}

}  // namespace chapter12
