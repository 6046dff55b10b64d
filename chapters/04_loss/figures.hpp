/// The chapter's line figures: losses, fits and paths of weights.
#pragma once

#include <filesystem>

#include "nn/figures/figure.hpp"

#include "accuracy.hpp"
#include "exhaustive.hpp"
#include "penalty.hpp"
#include "recovery.hpp"
#include "regression.hpp"
#include "same_loss.hpp"

namespace chapter04 {

using Folder = std::filesystem::path;

/// f at every x.
template <class F>
arma::vec over(const arma::vec& x, const F& f) {
  arma::vec y = x;
  return y.transform([&](double v) { return double(f(v)); });
}

/// loss_shapes.svg: what an error costs, and what a margin costs.
inline void draw_loss_shapes(const Folder& out) {
  const arma::vec e = arma::linspace(-3, 3, 241);
  nn::Figure number("A number is off by e | 数值误差为 e");
  number.size(460, 400).x_label("error e | 误差 e").y_label("loss | 损失");
  number.y_range(0, 6);
  number.line(e, arma::square(e), "squared | 平方");
  number.line(e, arma::abs(e), "absolute | 绝对值");
  number.line(e, over(e, [](double v) { return huber(v, 0.5); }),
              "Huber, 0.5 | Huber，0.5");
  nn::Figure side("A score is on the wrong side | 得分落在错误的一侧");
  side.size(460, 400).y_label("loss | 损失").y_range(0, 4);
  side.x_label("right score - wrong score | 正确得分 − 错误得分");
  side.line(e, over(e, [](double m) { return m <= 0; }), "mistake | 判错");
  side.line(e, over(e, [](double m) { return std::max(0.0, 1 - m); }),
            "hinge | 合页");
  side.line(e, over(e, [](double m) { return binary_cross_entropy(m, 1); }),
            "cross-entropy | 交叉熵");
  side.line(e, over(e, [](double m) { return std::pow(1 - sigmoid(m), 2); }),
            "squared | 平方");
  nn::save_row(out / "loss_shapes.svg", {number, side});
}

/// wrong_and_sure.svg: the slope of both losses, and the steps to recover.
inline void draw_recovery(const Folder& out) {
  const arma::vec z = arma::linspace(-12, 4, 161);
  nn::Figure slopes("How hard each loss pulls | 各损失的拉力");
  slopes.size(460, 400).x_label("z (answer should be 1) | z（答案应为 1）");
  slopes.y_label("|slope over z| | 对 z 的斜率绝对值").log_y();
  slopes.line(z, arma::abs(over(z, squared_slope)), "squared | 平方");
  slopes.line(z, arma::abs(over(z, cross_entropy_slope)),
              "cross-entropy | 交叉熵");
  const arma::vec starts = arma::linspace(-12, 0, 13);
  nn::Figure steps("Steps until p > 0.9 | 到 p > 0.9 的步数");
  steps.size(460, 400).x_label("z at the start | 起点 z");
  steps.y_label("steps | 步数").log_y();
  const auto count = [](auto slope) {
    return [=](double v) { return double(steps_to_recover(slope, v)); };
  };
  steps.path(starts, over(starts, count(squared_slope)), "squared | 平方");
  steps.path(starts, over(starts, count(cross_entropy_slope)),
             "cross-entropy | 交叉熵");
  nn::save_row(out / "wrong_and_sure.svg", {slopes, steps});
}

/// accuracy_or_loss.svg: stairs that give no direction, a slope that does.
inline void draw_accuracy(const OverWeight& curve, const Folder& out) {
  nn::Figure stairs("Accuracy: stairs | 准确率：台阶");
  nn::Figure valley("Cross-entropy: a valley | 交叉熵：山谷");
  stairs.size(460, 360).x_label("weight w | 权重 w").y_range(0.4, 1);
  stairs.y_label("accuracy | 准确率").line(curve.w, curve.accuracy);
  valley.size(460, 360).x_label("weight w | 权重 w");
  valley.y_label("mean loss | 平均损失").line(curve.w, curve.loss);
  nn::save_row(out / "accuracy_or_loss.svg", {stairs, valley});
}

/// same_loss.svg: both models through the same nine points.
inline void draw_twins(const Twins& both, const Folder& out) {
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

/// One panel of penalties.svg: the bowl, the penalty's contour through the
/// solution for lambda = 1.2, and the solutions for all lambdas.
template <class Fit, class Size>
nn::Figure penalty_panel(const std::string& title, const Fit& fit,
                         const Size& size) {
  const Quadratic bowl = tilted_bowl();
  const auto grid = [](const auto& f) {
    return nn::Grid::of(f, -1, 1.6, -1.2, 2.2, 201);
  };
  const nn::Grid loss = grid([&](double a, double b) {
    const arma::vec w{a - 0.3, b - 1.6};
    return arma::dot(w, bowl.h * w);
  });
  const arma::vec lambdas = arma::logspace(-2, 1.2, 60);
  const arma::mat way = weights_over(bowl, lambdas, fit).t();
  const arma::vec touch = fit(bowl, 1.2);
  nn::Figure figure(title);
  figure.size(460, 560).x_label("w1").y_label("w2").equal_axes();
  figure.x_range(-1, 1.6).y_range(-1.2, 2.2);
  figure.contours(loss, {0.05, 0.2, 0.5, 1, 1.7, 2.6});
  figure.boundary(grid(size), size(touch(0), touch(1)),
                  "same penalty | 惩罚相同");
  figure.path(way.col(0), way.col(1), "lambda grows | lambda 增大");
  figure.points({touch(0)}, {touch(1)}, "lambda = 1.2");
  return figure;
}

/// penalties.svg: a circle is touched anywhere, a square at its corner.
inline void draw_penalties(const Folder& out) {
  const auto l2 =
      penalty_panel("L2: both weights shrink | L2：两个权重都变小", ridge,
                    [](double a, double b) { return a * a + b * b; });
  const auto l1 = penalty_panel(
      "L1: w1 becomes 0 | L1：w1 变成 0", lasso,
      [](double a, double b) { return std::abs(a) + std::abs(b); });
  nn::save_row(out / "penalties.svg", {l2, l1});
}

/// Several weights as one line with gaps: the relevant ones or the others.
inline void add_weights(nn::Figure& figure, const arma::vec& lambdas,
                        const arma::mat& path, const arma::uvec& which,
                        const std::string& label) {
  arma::vec x, y;
  const arma::vec gap{arma::datum::nan};
  for (arma::uword i : which) {
    x = arma::join_cols(x, lambdas, gap);
    y = arma::join_cols(y, path.row(i).t(), gap);
  }
  figure.line(x, y, label);
}

/// paths.svg: all twelve weights as the penalty grows.
inline void draw_paths(const SparseTask& task, const Folder& out) {
  const arma::vec lambdas = arma::logspace(-2, 1.3, 67);
  const auto panel = [&](const std::string& title, const auto& fit) {
    const arma::mat path = weights_over(task.loss(), lambdas, fit);
    nn::Figure figure(title);
    figure.size(460, 420).x_label("penalty lambda | 惩罚系数 lambda").log_x();
    figure.y_label("weight | 权重").y_range(-2, 2.5);
    add_weights(figure, lambdas, path, arma::find(task.truth != 0),
                "matter | 有用");
    add_weights(figure, lambdas, path, arma::find(task.truth == 0),
                "do not | 无用");
    return figure;
  };
  nn::save_row(out / "paths.svg",
               {panel("L2: small, never 0 | L2：变小，但不为 0", ridge),
                panel("L1: one after the other 0 | L1：逐个变为 0", lasso)});
}

/// Points and the line w x + b from low to high.
inline void add_line(nn::Figure& figure, const arma::rowvec& line, double low,
                     double high, const std::string& label) {
  figure.line({low, high}, {line(0) * low + line(1), line(0) * high + line(1)},
              label);
}

/// quartet.svg: four data sets with the same loss.
inline void draw_quartet(const Folder& out) {
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

/// outlier.svg: three losses, three lines.
inline void draw_outlier(const Points& data, const Folder& out) {
  nn::Figure figure("One point is off | 一个点偏离");
  figure.size(640, 440).x_label("x").y_label("y");
  figure.x_range(3, 15).y_range(4, 14);
  add_line(figure, by_qr(with_ones(data.x), data.y), 3, 15, "squared | 平方");
  add_line(figure, by_huber(data, 0.5), 3, 15, "Huber, 0.5 | Huber，0.5");
  add_line(figure, by_least_absolute(data), 3, 15, "absolute | 绝对值");
  figure.points(data.x.t(), data.y.t(), "points | 数据点");
  figure.save(out / "outlier.svg");
}

/// convexity.svg: three samples, one weight, two losses.
inline void draw_convexity(const Folder& out) {
  const Students data = two_valleys();
  const arma::vec w = arma::linspace(-2, 3, 401);
  const auto panel = [&](const std::string& title, const auto& loss,
                         double rate) {
    const auto f = [&](double v) {
      return loss(data.hours, data.passed, v, 0);
    };
    nn::Figure figure(title);
    figure.size(460, 400).x_label("weight w | 权重 w").y_label("loss | 损失");
    figure.line(w, over(w, f), "loss | 损失");
    const arma::vec from{-2, 3}, to = over(from, [&](double v) {
                                   return walk_downhill(f, v, rate, 20000);
                                 });
    figure.points(from, over(from, f), "starts | 起点");
    figure.points(to, over(to, f), "ends | 终点");
    return figure;
  };
  nn::save_row(
      out / "convexity.svg",
      {panel("Cross-entropy: one valley | 交叉熵：一个谷", logistic_loss, 0.05),
       panel("Squared error: two valleys | 平方误差：两个谷",
             squared_sigmoid_loss, 0.05)});
}

/// exhaustive.svg: the loss of all 41 weights.
inline void draw_search(const Search& search, const Folder& out) {
  nn::Figure figure("41 weights tried | 试过的 41 个权重");
  figure.size(640, 400).x_label("weight w | 权重 w").y_label("MSE");
  figure.line(search.w, search.mse);
  figure.points(search.w, search.mse, "tried | 已尝试");
  figure.points({search.w(search.best)}, {search.mse(search.best)},
                "best: w = 2.0 | 最佳：w = 2.0");
  figure.save(out / "exhaustive.svg");
}

}  // namespace chapter04
