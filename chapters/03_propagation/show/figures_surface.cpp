#include "figures_surface.hpp"

#include "nn/figures/figure.hpp"

#include "../surface.hpp"

namespace chapter03 {

namespace {

/// A panel of surface.svg.
nn::Figure surface_panel(const std::string& title,
                         const std::function<double(double, double)>& f) {
  nn::Figure panel(title);
  panel.size(320, 300)
      .color_range(-100, 120)
      .x_label("x1")
      .y_label("x2")
      .equal_axes();
  panel.x_range(-10, 10).y_range(-10, 10);
  const nn::Grid grid = nn::Grid::of(f, -10, 10, -10, 10, 61);
  panel.heat_map(grid).contours(grid, {-80, -40, 0, 40, 80});
  return panel;
}

}  // namespace

void draw_surface(const ThreeLayers& small, Model& wide,
                  const std::filesystem::path& out) {
  const auto of_small = [&](double x1, double x2) {
    return forward(small, arma::mat(arma::vec{x1, x2})).y(0);
  };
  const auto of_wide = [&](double x1, double x2) {
    return height(wide, x1, x2);
  };
  nn::save_row(out / "surface.svg",
               {surface_panel("truth | 真实函数", surface),
                surface_panel("fit of 2-3-2-2 | 2-3-2-2 的拟合", of_small),
                surface_panel("fit of 2-32-32-1 | 2-32-32-1 的拟合", of_wide)});
}

void draw_fit(const std::vector<double>& kept,
              const std::vector<double>& left_out, const ThreeLayers& small,
              Model& wide, const std::filesystem::path& out) {
  nn::Figure losses("Loss of 2-3-2-2 | 2-3-2-2 的损失");
  losses.size(480, 420).x_label("step | 步数").y_label("loss | 损失");
  const arma::vec a(kept), b(left_out);
  const arma::vec step = arma::regspace(0, double(a.n_elem) - 1);
  losses.line(step, a, "right gradient | 正确的梯度");
  losses.line(step, b, "slope left out | 漏掉导数");
  nn::Figure cut("The cut x1 = x2 | 沿 x1 = x2 的剖面");
  cut.size(480, 420).x_label("x1 = x2").y_label("y");
  const arma::vec x = arma::linspace(-10, 10, 101);
  arma::vec truth = x, of_small = x, of_wide = x;
  truth.transform([](double v) { return surface(v, v); });
  of_small.transform([&](double v) {
    return forward(small, arma::mat(arma::vec{v, v})).y(0);
  });
  of_wide.transform([&](double v) { return height(wide, v, v); });
  cut.line(x, truth, "truth | 真实").line(x, of_small, "2-3-2-2");
  cut.line(x, of_wide, "2-32-32-1");
  nn::save_row(out / "fit.svg", {losses, cut});
}

}  // namespace chapter03
