#include "figures_derivatives.hpp"

#include <string>
#include <vector>

#include "nn/figures/figure.hpp"

#include "../differences.hpp"
#include "../gradient.hpp"
#include "../landscapes.hpp"
#include "over_square.hpp"

namespace chapter05 {
namespace {

nn::Figure error_figure(const std::string& title, const ErrorCurves& curves) {
  nn::Figure figure(title);
  figure.size(460, 400).log_x().log_y();
  figure.x_label("step h | 步长 h").y_label("error | 误差");
  figure.x_range(1e-15, 1).y_range(1e-12, 10);
  figure.line(curves.h, curves.forward, "forward | 前向差分");
  figure.line(curves.h, curves.central, "central | 中心差分");
  return figure;
}

/// Arrows as one broken line: shaft, head, gap.
struct Arrows {
  std::vector<double> x, y;

  void add(const arma::vec& from, const arma::vec& way) {
    const arma::vec tip = from + way;
    const arma::vec side{-way(1), way(0)};
    const arma::vec left = tip - 0.32 * way + 0.16 * side;
    const arma::vec right = tip - 0.32 * way - 0.16 * side;
    for (const arma::vec& p : {from, tip, left, tip, right}) {
      x.push_back(p(0));
      y.push_back(p(1));
    }
    x.push_back(arma::datum::nan);
    y.push_back(arma::datum::nan);
  }
};

/// The gradients of f on a grid of points, as arrows: as long as the slope
/// times `scale`.
nn::Figure gradient_field(const std::string& title, const Function& f,
                          double reach, double scale) {
  Arrows arrows;
  const arma::vec places = arma::linspace(-0.88 * reach, 0.88 * reach, 12);
  for (double x1 : places)
    for (double x2 : places) {
      const arma::vec way = scale * numerical_gradient(f, {x1, x2});
      if (arma::norm(way) > 0.01 * reach) arrows.add({x1, x2}, way);
    }
  nn::Figure figure(title);
  figure.size(480, 460).x_label("x1").y_label("x2").equal_axes();
  figure.x_range(-reach, reach).y_range(-reach, reach);
  figure.heat_map(over_square(f, -reach, reach));
  figure.line(arma::vec(arrows.x), arma::vec(arrows.y), "gradient | 梯度");
  return figure;
}

}  // namespace

void draw_differences(const std::filesystem::path& out) {
  nn::save_row(
      out / "differences.svg",
      {error_figure("float | 单精度 float", error_curves<float>()),
       error_figure("double | 双精度 double", error_curves<double>())});
}

void draw_gradient_field(const std::filesystem::path& out) {
  nn::save_row(out / "gradient_field.svg",
               {gradient_field("A bowl: away from the minimum | 碗：背离极小值",
                               bowl, 3, 0.06),
                gradient_field("Hollow and hill: uphill | 洼地与山：指向高处",
                               hill_and_hollow, 2, 0.32)});
}

}  // namespace chapter05
