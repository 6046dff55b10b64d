#include "figures_adam.hpp"

#include "figures_images.hpp"

namespace chapter06 {

void draw_correction(const std::array<Outcome, 2>& outcomes,
                     const std::filesystem::path& out) {
  const int n = 10000;
  // Two hundred of the steps, evenly spaced on the logarithmic axis.
  const arma::vec t = arma::unique(
      arma::round(arma::exp10(arma::linspace(0, std::log10(double(n)), 200))));
  const arma::uvec i = arma::conv_to<arma::uvec>::from(t - 1);
  nn::Figure lengths("Steps at a constant gradient | 梯度恒定时的步长");
  lengths.size(345, 400).x_label("step | 步").log_x().y_range(0, 8);
  lengths.y_label("length / learning rate | 步长 / 学习率");
  lengths.line(t, step_lengths(n, true)(i), "corrected | 有校正");
  lengths.line(t, step_lengths(n, false)(i), "not corrected | 无校正");
  std::vector<nn::Figure> row{lengths};
  if (!outcomes[0].loss.empty()) {
    nn::Figure loss = loss_figure("First steps on images | 图像上的最初几步");
    add_loss(loss, outcomes[0], "corrected | 有校正", 1);
    add_loss(loss, outcomes[1], "not corrected | 无校正", 1);
    row.push_back(loss);
  }
  nn::save_row(out / "bias_correction.svg", row);
}

void draw_decay(const DecayTrial& trial, const std::filesystem::path& out) {
  const auto draw = [&](const std::string& title, bool decoupled) {
    const arma::mat path = decayed_weights(trial, decoupled);
    const arma::vec t = arma::regspace(0, double(path.n_cols) - 1);
    nn::Figure figure(title);
    figure.size(345, 400).x_label("step | 步").y_label("weight | 权重");
    figure.y_range(-0.05, 1.05);
    for (arma::uword i = 0; i < path.n_rows; ++i)
      figure.line(t, path.row(i).t(),
                  fmt::format("gradients ±{0} | 梯度 ±{0}", trial.noise(i)));
    return figure;
  };
  nn::save_row(out / "weight_decay.svg",
               {draw("Adam with L2 | Adam 加 L2", false),
                draw("AdamW: decay apart | AdamW：单独衰减", true)});
}

}  // namespace chapter06
