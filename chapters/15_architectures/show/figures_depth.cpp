#include "figures_depth.hpp"

#include "nn/figures/figure.hpp"

namespace chapter15 {
namespace {

arma::vec one_to(arma::uword count) {
  return arma::regspace(1, static_cast<double>(count));
}

nn::Figure gradient_figure(const std::string& title, const arma::vec& plain,
                           const arma::vec& residual, double low, double high) {
  nn::Figure figure(title);
  figure.size(440, 360).x_label("convolution | 第几个卷积").log_y();
  figure.y_label("gradient / weights | 梯度 / 权重").y_range(low, high);
  figure.line(one_to(plain.n_elem), plain, "plain-56 | 普通 56 层");
  figure.line(one_to(residual.n_elem), residual, "residual-56 | 残差 56 层");
  return figure;
}

}  // namespace

void draw_gradients(const std::filesystem::path& out, const DepthTrial& plain,
                    const DepthTrial& residual) {
  const arma::vec all =
      arma::join_cols(arma::join_cols(plain.before, plain.after),
                      arma::join_cols(residual.before, residual.after));
  const double low = all.min() / 2, high = all.max() * 2;
  nn::save_row(out / "gradients.svg",
               {gradient_figure("before the first step | 第一步之前",
                                plain.before, residual.before, low, high),
                gradient_figure("after the training | 训练之后", plain.after,
                                residual.after, low, high)});
}

void draw_places(const std::filesystem::path& out,
                 const std::vector<NormTrial>& trials) {
  nn::Figure sizes("before the first step | 第一步之前"),
      losses("training | 训练");
  sizes.size(440, 360).x_label("block | 第几个块").log_y();
  sizes.y_label("mean square of the output | 输出的均方");
  losses.size(440, 360).x_label("epoch | 轮次");
  losses.y_label("training loss | 训练损失");
  for (const NormTrial& trial : trials) {
    sizes.line(one_to(trial.sizes.n_elem), trial.sizes, name_of(trial.place));
    losses.line(one_to(trial.losses.size()), arma::vec(trial.losses),
                name_of(trial.place));
  }
  nn::save_row(out / "norm_place.svg", {sizes, losses});
}

}  // namespace chapter15
