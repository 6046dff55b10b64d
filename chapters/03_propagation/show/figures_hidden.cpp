#include "figures_hidden.hpp"

#include "nn/core/print.hpp"
#include "nn/figures/figure.hpp"

#include "../bumps.hpp"

namespace chapter03 {

namespace {

nn::Figure region_panel(std::size_t hidden, const RingRun& run) {
  nn::Figure panel(
      fmt::format("{0} hidden, {1:.1f} % right | "
                  "{0} 个隐藏神经元，准确率 {1:.1f} %",
                  hidden, 100 * run.training));
  panel.size(340, 330).x_label("x1").y_label("x2").equal_axes();
  panel.x_range(-1.1, 1.1).y_range(-1.1, 1.1).color_range(0, 1);
  const nn::Grid grid = nn::Grid::of(
      [&](double x1, double x2) { return probability(*run.model, x1, x2); },
      -1.1, 1.1, -1.1, 1.1, 61);
  panel.heat_map(grid).boundary(grid, 0.5);
  for (const double t : {1.0, 0.0}) {
    const arma::uvec of_class = arma::find(run.points.t == t);
    const arma::mat x = run.points.x.cols(of_class);
    panel.points(x.row(0).t(), x.row(1).t());
  }
  return panel;
}

}  // namespace

void draw_regions(const std::vector<std::size_t>& hidden,
                  const std::vector<RingRun>& runs,
                  const std::filesystem::path& out) {
  std::vector<nn::Figure> p;
  for (std::size_t i = 0; i < runs.size(); ++i)
    p.push_back(region_panel(hidden[i], runs[i]));
  nn::save_rows(out / "hidden.svg", {{p.at(0), p.at(1)}, {p.at(2), p.at(3)}});
}

void draw_bumps(const std::vector<int>& counts,
                const std::filesystem::path& out) {
  std::vector<nn::Figure> panels;
  const arma::vec x = arma::linspace(0, 1, 501);
  for (const int count : counts) {
    nn::Figure panel(
        fmt::format("{0} bumps, {1} neurons | "
                    "{0} 个凸起，{1} 个神经元",
                    count, 2 * count));
    panel.size(320, 300).x_label("x").y_range(0, 1);
    arma::vec f = x, sum = x;
    f.transform(curve_to_match);
    sum.transform(
        [&](double v) { return sum_of_bumps(curve_to_match, count, v); });
    panel.line(x, f, "curve | 曲线").line(x, sum, "bumps | 凸起之和");
    panels.push_back(panel);
  }
  nn::save_row(out / "bumps.svg", panels);
}

}  // namespace chapter03
