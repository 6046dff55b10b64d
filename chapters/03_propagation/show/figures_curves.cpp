#include "figures_curves.hpp"

#include "nn/core/error.hpp"
#include "nn/figures/figure.hpp"

#include "../activations.hpp"

namespace chapter03 {

void draw_descent(const std::array<std::vector<double>, 3>& errors,
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

namespace {

/// A panel of activations.svg: the curve and its derivative.
nn::Figure curve_panel(const std::string& title, const Curve& curve,
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
nn::Figure softmax_panel() {
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

}  // namespace

void draw_activations(const std::filesystem::path& out) {
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

void draw_depths(const std::vector<Depth>& depths,
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

}  // namespace chapter03
