#include "figures_images.hpp"

#include "nn/figures/figure.hpp"

#include "../moving_mean.hpp"

namespace chapter05 {

void draw_gradient_noise(const std::filesystem::path& out,
                         const arma::vec& sizes, const arma::vec& line,
                         const arma::vec& images) {
  nn::Figure figure(
      "Four times the batch, half the noise | 批量四倍，噪声减半");
  figure.size(600, 420).log_x().log_y();
  figure.x_label("batch size | 批大小");
  figure.y_label("noise of the gradient | 梯度的噪声");
  figure.line(sizes, line(0) / arma::sqrt(sizes), "1 / √B");
  figure.points(sizes, line, "fitted line | 直线拟合");
  if (!images.empty()) {
    figure.line(sizes, images(0) / arma::sqrt(sizes));
    figure.points(sizes, images, "Fashion-MNIST");
  }
  figure.save(out / "gradient_noise.svg");
}

void draw_images(const std::filesystem::path& out,
                 const std::vector<std::pair<std::string, Training>>& runs) {
  nn::Figure figure(
      "Fashion-MNIST, one layer: loss of all training images | "
      "Fashion-MNIST，单层：全部训练图像的损失");
  figure.size(640, 440).log_x().y_range(0.3, 2.4);
  figure.x_label("samples seen | 看过的样本数");
  figure.y_label("cross-entropy | 交叉熵");
  for (const auto& [label, run] : runs)
    figure.line(run.samples_seen, run.loss, label);
  figure.save(out / "images.svg");
}

void draw_smoothed(const std::filesystem::path& out, const arma::vec& losses,
                   double beta) {
  const arma::vec step = arma::regspace(1, double(losses.n_elem));
  nn::Figure figure(
      fmt::format("Loss of each batch and its moving mean, β = {0} | "
                  "每个批量的损失及其移动平均，β = {0}",
                  beta));
  figure.size(640, 440).y_range(0, 2.5);
  figure.x_label("step | 步数").y_label("cross-entropy | 交叉熵");
  figure.points(step, losses, "batch | 批量");
  figure.line(step, moving_mean(losses, beta, false),
              "mean, not corrected | 未修正的平均");
  figure.line(step, moving_mean(losses, beta, true),
              "mean, corrected | 修正后的平均");
  figure.save(out / "smoothed.svg");
}

}  // namespace chapter05
