#include "figures_fits.hpp"

#include "nn/figures/figure.hpp"

namespace chapter04 {

void draw_twins(const Twins& both, const Folder& out) {
  const arma::rowvec x = arma::linspace<arma::rowvec>(-1, 1, 401);
  nn::Figure figure(
      "Loss 0 at all nine points, twice | 两个模型在九个点上损失都为 0");
  figure.size(640, 440).x_label("x").y_label("y").y_range(-4, 4);
  const auto curve = [&](const arma::rowvec& w) {
    return arma::vec((w * legendre(x, 15)).t());
  };
  figure.line(x.t(), truth(x).t(), "truth | 真实函数");
  figure.line(x.t(), curve(both.wild), "large weights | 权重大");
  figure.line(x.t(), curve(both.smooth), "least weights | 权重最小");
  figure.points(both.x.t(), truth(both.x).t(), "training data | 训练数据");
  figure.save(out / "same_loss.svg");
}

namespace {

/// Points and the line w x + b from low to high.
void add_line(nn::Figure& figure, const arma::rowvec& line, double low,
              double high, const std::string& label) {
  figure.line({low, high}, {line(0) * low + line(1), line(0) * high + line(1)},
              label);
}

}  // namespace

void draw_quartet(const Folder& out) {
  std::vector<nn::Figure> panels;
  for (const Points& set : quartet()) {
    const arma::rowvec line = by_qr(with_ones(set.x), set.y);
    nn::Figure figure(fmt::format("MSE {:.2f}", line_loss(set, line)));
    figure.size(240, 260).x_label("x").y_label("y");
    figure.x_range(3, 20).y_range(2, 14);
    figure.points(set.x.t(), set.y.t());
    add_line(figure, line, 3, 20, "");
    panels.push_back(figure);
  }
  nn::save_row(out / "quartet.svg", panels);
}

void draw_outlier(const Points& data, const Folder& out) {
  nn::Figure figure("One point is off | 一个点偏离");
  figure.size(640, 440).x_label("x").y_label("y");
  figure.x_range(3, 15).y_range(4, 14);
  add_line(figure, by_qr(with_ones(data.x), data.y), 3, 15, "squared | 平方");
  add_line(figure, by_huber(data, 0.5), 3, 15, "Huber, 0.5 | Huber，0.5");
  add_line(figure, by_least_absolute(data), 3, 15, "absolute | 绝对值");
  figure.points(data.x.t(), data.y.t(), "points | 数据点");
  figure.save(out / "outlier.svg");
}

void draw_search(const Search& search, const Folder& out) {
  nn::Figure figure("41 weights tried | 试过的 41 个权重");
  figure.size(640, 400).x_label("weight w | 权重 w").y_label("MSE");
  figure.line(search.w, search.mse);
  figure.points(search.w, search.mse, "tried | 已尝试");
  figure.points({search.w(search.best)}, {search.mse(search.best)},
                "best: w = 2.0 | 最佳：w = 2.0");
  figure.save(out / "exhaustive.svg");
}

}  // namespace chapter04
