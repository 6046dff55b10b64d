#include "figures_losses.hpp"

#include "nn/figures/figure.hpp"

#include "../logistic.hpp"
#include "../losses.hpp"
#include "../one_weight.hpp"
#include "../recovery.hpp"
#include "../sigmoid.hpp"

namespace chapter04 {
namespace {

/// f at every x.
template <class F>
arma::vec over(const arma::vec& x, const F& f) {
  arma::vec y = x;
  return y.transform([&](double v) { return double(f(v)); });
}

}  // namespace

void draw_loss_shapes(const Folder& out) {
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

void draw_recovery(const Folder& out) {
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

void draw_accuracy(const OverWeight& curve, const Folder& out) {
  nn::Figure stairs("Accuracy: stairs | 准确率：台阶");
  nn::Figure valley("Cross-entropy: a valley | 交叉熵：山谷");
  stairs.size(460, 360).x_label("weight w | 权重 w").y_range(0.4, 1);
  stairs.y_label("accuracy | 准确率").line(curve.w, curve.accuracy);
  valley.size(460, 360).x_label("weight w | 权重 w");
  valley.y_label("mean loss | 平均损失").line(curve.w, curve.loss);
  nn::save_row(out / "accuracy_or_loss.svg", {stairs, valley});
}

void draw_convexity(const Folder& out) {
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

}  // namespace chapter04
