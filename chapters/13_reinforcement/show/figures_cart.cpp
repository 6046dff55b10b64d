#include "figures_cart.hpp"

#include <cmath>

#include "nn/figures/drawing.hpp"
#include "nn/figures/figure.hpp"

#include "../mdp.hpp"

namespace chapter13 {
namespace {

nn::Figure lengths_figure(const std::vector<DeepCurve>& curves) {
  const arma::mat lengths = lengths_of(curves);
  const arma::vec& steps = curves.front().steps;
  nn::Figure figure(fmt::format(
      "How long the pole stays up, {0} seeds | 杆子立住多久，{0} 个种子",
      curves.size()));
  figure.size(480, 420).x_label("steps of training | 训练步数");
  figure.y_label("steps, mean of 20 starts | 步数，20 个起点的平均");
  figure.y_range(0, 520);
  figure.line(steps, arma::median(lengths, 1), "median | 中位数");
  figure.line(steps, arma::min(lengths, 1), "least | 最小");
  figure.line(steps, arma::max(lengths, 1), "most | 最大");
  return figure;
}

/// 1 + gamma + … + gamma^(k-1) after k copies to the target network: no return
/// of so many steps is larger.
arma::vec bound(const arma::vec& steps, const DeepSettings& settings) {
  const arma::vec copies = arma::floor(steps / settings.refresh) -
                           settings.begin / settings.refresh + 1;
  arma::vec sums(steps.n_elem);
  for (arma::uword i = 0; i < steps.n_elem; ++i)
    sums(i) = discounted(arma::vec(arma::uword(copies(i)), arma::fill::ones),
                         settings.gamma);
  return sums;
}

nn::Figure values_figure(const std::vector<DeepCurve>& curves,
                         const DeepSettings& settings) {
  const arma::vec& steps = curves.front().steps;
  arma::mat values(steps.n_elem, curves.size());
  for (arma::uword k = 0; k < values.n_cols; ++k)
    values.col(k) = curves[k].values;
  nn::Figure figure("What the networks expect | 网络预期的回报");
  figure.size(480, 420).x_label("steps of training | 训练步数");
  figure.y_label("value of the starts | 起点的价值").y_range(0, 100);
  figure.line(steps, arma::median(values, 1), "median | 中位数");
  figure.line(steps, arma::min(values, 1), "least | 最小");
  figure.line(steps, arma::max(values, 1), "most | 最大");
  figure.line(steps, bound(steps, settings),
              "the most so far possible | 目前可能的最大值");
  return figure;
}

}  // namespace

void draw_learning(const std::filesystem::path& out,
                   const std::vector<DeepCurve>& curves,
                   const DeepSettings& settings) {
  nn::save_row(out / "learning.svg",
               {lengths_figure(curves), values_figure(curves, settings)});
}

void draw_cart(const std::filesystem::path& out) {
  constexpr const char *blue = "#0072b2", *orange = "#d55e00";
  nn::Drawing drawing(560, 250);
  drawing.line({30, 212}, {530, 212}, "#555", 2);
  for (double end : {30.0, 530.0})
    drawing.line({end, 200}, {end, 224}, "#555", 2);
  drawing.text({60, 240}, "-2.4 m", {.size = 13});
  drawing.text({500, 240}, "2.4 m", {.size = 13});
  drawing.line({280, 206}, {280, 218}, "#555", 2);
  drawing.text({280, 240}, "0");
  drawing.rectangle({330, 165}, 80, 38, {.fill = "#d6ecf9", .line = blue});
  for (double wheel : {348.0, 392.0})
    drawing.dot({wheel, 206}, 6, "#555");
  const double angle = 12 * arma::datum::pi / 180, length = 130;
  const nn::Point hinge{370, 165};
  const nn::Point top{hinge.x + length * std::sin(angle),
                      hinge.y - length * std::cos(angle)};
  drawing.line(hinge, {hinge.x, hinge.y - length - 10}, "#bbb");
  drawing.line(hinge, top, orange, 7);
  drawing.dot(hinge, 5, "#222");
  drawing.text({hinge.x + 11, hinge.y - length - 4}, "θ", {.size = 16});
  drawing.arrow({280, 184}, {328, 184});
  drawing.text({246, 180}, "10 N", {.size = 14});
  drawing.text({246, 198}, "or back | 或反向", {.size = 12});
  drawing.text({460, 190}, "x, position | x，位置", {.size = 13});
  drawing.save(out / "cart.svg");
}

}  // namespace chapter13
