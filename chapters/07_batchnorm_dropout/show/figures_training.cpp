#include "figures_training.hpp"

#include "panel.hpp"

namespace chapter07 {

namespace {

arma::vec counted(std::size_t n) {
  return arma::regspace(1, double(n));
}

/// "one | 一" with an addition in both languages.
std::string marked(const std::string& label, const std::string& english,
                   const std::string& chinese) {
  const auto bar = label.find(" | ");
  if (bar == label.npos) return label + english + " | " + label + chinese;
  return label.substr(0, bar) + english + label.substr(bar) + chinese;
}

/// A line for each curve; a run that diverged ends where it did.
void add_losses(nn::Figure& figure, const std::vector<Curve>& curves) {
  figure.x_label("epoch | 轮次").y_label("training loss | 训练损失");
  figure.y_range(0, 2.6).x_range(1, double(curves[0].loss.size()));
  for (const Curve& curve : curves)
    figure.line(counted(curve.loss.size()), arma::vec(curve.loss),
                std::isfinite(curve.loss.back())
                    ? curve.name
                    : marked(curve.name, ": NaN", "：NaN"));
}

}  // namespace

void draw_rates(const std::vector<Curve>& curves, double rate,
                const std::filesystem::path& out) {
  nn::Figure once = panel(fmt::format("Learning rate {0} | 学习率 {0}", rate));
  nn::Figure ten =
      panel(fmt::format("Ten times that: {0} | 十倍：{0}", 10 * rate));
  add_losses(once, {curves[0], curves[1]});
  add_losses(ten, {curves[2], curves[3]});
  nn::save_row(out / "learning_rate.svg", {once, ten});
}

void draw_starts(const std::vector<Curve>& curves,
                 const std::filesystem::path& out) {
  nn::Figure without = panel("Without BatchNorm | 没有批归一化");
  nn::Figure with = panel("With BatchNorm | 有批归一化");
  add_losses(without, {curves[0], curves[1], curves[2]});
  add_losses(with, {curves[3], curves[4], curves[5]});
  nn::save_row(out / "starts.svg", {without, with});
}

void draw_inside(const Inside& without, const Inside& with,
                 const std::filesystem::path& out) {
  const auto draw = [](const std::string& title, const Inside& inside) {
    nn::Figure figure = panel(title);
    figure.x_label("step | 步").log_y().y_range(1e-2, 10);
    figure.y_label("deviation of outputs | 输出的标准差");
    for (arma::uword i = 0; i < inside.deviation.n_cols; ++i)
      figure.line(counted(inside.deviation.n_rows), inside.deviation.col(i),
                  fmt::format("layer {0} | 第 {0} 层", i + 1));
    return figure;
  };
  nn::save_row(out / "layers.svg",
               {draw("Without BatchNorm | 没有批归一化", without),
                draw("With BatchNorm | 有批归一化", with)});
}

void draw_batch_sizes(const std::vector<BatchSize>& sizes,
                      const std::filesystem::path& out) {
  arma::vec x(sizes.size()), plain(x), normalized(x), batch(x), running(x);
  for (arma::uword i = 0; i < x.n_elem; ++i) {
    x(i) = double(sizes[i].size);
    plain(i) = 100 * sizes[i].plain.mean;
    normalized(i) = 100 * sizes[i].normalized.mean;
    batch(i) = sizes[i].loss_in_batch.mean;
    running(i) = sizes[i].loss_running.mean;
  }
  nn::Figure accuracy = panel("Unseen images | 未见过的图像");
  accuracy.log_x().x_label("batch size | 批大小");
  accuracy.y_label("accuracy (%) | 准确率 (%)");
  accuracy.line(x, plain, "without | 没有");
  accuracy.line(x, normalized, "with BatchNorm | 有批归一化");
  nn::Figure loss = panel(
      "With BatchNorm: two kinds of loss | "
      "批归一化：两种损失");
  loss.log_x().x_label("batch size | 批大小");
  loss.y_label("training loss | 训练损失");
  loss.line(x, batch, "batch's own moments | 用本批统计量");
  loss.line(x, running, "running moments | 用移动统计量");
  nn::save_row(out / "batch_size.svg", {accuracy, loss});
}

}  // namespace chapter07
