/// The chapter's pictures.
#pragma once

#include <filesystem>

#include "nn/figures/figure.hpp"

#include "activations.hpp"
#include "depth.hpp"
#include "surface.hpp"

namespace chapter03 {

/// descent.svg: the error of the 2-2-2 network over its steps, both axes
/// logarithmic. Step 0 cannot appear there: it is drawn at 1, with step 1.
inline void draw_descent(const std::array<std::vector<double>, 3>& errors,
                         const std::filesystem::path& out) {
  nn::Figure figure(
      "Ten thousand steps of one small network | 一个小网络的一万步");
  figure.size(720, 440).log_x().log_y();
  figure.x_label("step | 步数").y_label("error E | 误差 E");
  const std::array<const char*, 3> names = {
      "biases fixed | 偏置不更新", "one bias a layer | 每层一个偏置",
      "one bias a neuron | 每个神经元一个偏置"};
  for (std::size_t k = 0; k < names.size(); ++k) {
    const arma::vec error(errors[k]);
    const arma::vec step = arma::regspace(1, double(error.n_elem) - 1);
    figure.line(step, error.tail(step.n_elem), names[k]);
  }
  figure.save(out / "descent.svg");
}

/// A panel of activations.svg: the curve and its derivative.
inline nn::Figure curve_panel(const std::string& title, const Curve& curve,
                              double reach) {
  nn::Figure panel(title);
  panel.size(300, 300).x_label("x").x_range(-reach, reach);
  const arma::vec x = arma::linspace(-reach, reach, 401);
  arma::vec y = x, slope = x;
  y.transform(curve.f);
  slope.transform(curve.slope);
  if (curve.f == threshold) y(200) = arma::datum::nan;  // a jump, not a wall
  panel.line(x, y, "f(x)").line(x, slope, "f'(x)");
  return panel;
}

/// Softmax of (x, 0, 1): three shares of a whole, and how the first changes.
inline nn::Figure softmax_panel() {
  nn::Figure panel("softmax(x, 0, 1)");
  panel.size(300, 300).x_label("x").x_range(-6, 6).y_range(0, 1);
  const arma::vec x = arma::linspace(-6, 6, 241);
  arma::mat y(x.n_elem, 4);
  for (arma::uword i = 0; i < x.n_elem; ++i) {
    const arma::vec in{x(i), 0, 1};
    y.row(i).head(3) = softmax(in).t();
    y(i, 3) = softmax_slopes(in)(0, 0);
  }
  panel.line(x, y.col(0), "y1").line(x, y.col(3), "dy1/dx");
  panel.line(x, y.col(1), "y2").line(x, y.col(2), "y3");
  return panel;
}

/// activations.svg: the notes' six, each with its derivative.
inline void draw_activations(const std::filesystem::path& out) {
  const auto panel = [](const std::string& title, const char* name,
                        double reach, double low, double high) {
    for (const Curve& curve : curves)
      if (curve.name == std::string(name))
        return curve_panel(title, curve, reach).y_range(low, high);
    throw nn::Error("no such activation");
  };
  nn::save_rows(out / "activations.svg",
                {{panel("threshold | 阈值", "threshold", 6, -0.1, 1.1),
                  panel("sigmoid", "sigmoid", 6, -0.1, 1.1),
                  panel("tanh", "tanh", 6, -1.1, 1.1)},
                 {panel("linear | 线性", "linear", 2, -2, 2),
                  panel("ReLU", "ReLU", 2, -0.5, 2), softmax_panel()}});
}

/// vanishing.svg: the size of each layer's gradient.
inline void draw_depths(const std::vector<Depth>& depths,
                        const std::filesystem::path& out) {
  nn::Figure figure(
      "The gradient on its way back through ten layers | "
      "梯度向后穿过十层");
  figure.size(720, 460).log_y();
  figure.x_label("layer (1 is next to the input) | 层（1 紧邻输入）");
  figure.y_label("size of dE/dW | dE/dW 的大小");
  for (const Depth& depth : depths) {
    const arma::vec size(depth.sizes);
    figure.line(arma::regspace(1, double(size.n_elem)), size, depth.name);
  }
  figure.save(out / "vanishing.svg");
}

/// A panel of surface.svg.
inline nn::Figure surface_panel(
    const std::string& title, const std::function<double(double, double)>& f) {
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

/// surface.svg: the true surface, the small network's fit and the wide one's.
inline void draw_surface(const ThreeLayers& small, Model& wide,
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

/// fit.svg: the loss with and without the slope, and the section x1 = x2.
inline void draw_fit(const std::vector<double>& kept,
                     const std::vector<double>& left_out,
                     const ThreeLayers& small, Model& wide,
                     const std::filesystem::path& out) {
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
