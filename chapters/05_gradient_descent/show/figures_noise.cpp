#include "figures_noise.hpp"

#include <string>

#include "nn/figures/figure.hpp"

namespace chapter05 {
namespace {

/// One of the three paths over the contours of the full loss.
nn::Figure way_figure(const std::string& title, const Samples& samples,
                      const arma::mat& way) {
  nn::Figure figure(title);
  figure.size(320, 380).x_label("w").y_label("b");
  figure.x_range(-1.5, 3.5).y_range(-3, 3);
  const auto height = [&](double w, double b) { return loss(samples, {w, b}); };
  figure.contours(nn::Grid::of(height, -1.5, 3.5, -3, 3, 101),
                  {0.3, 0.5, 1, 2, 4, 8, 12, 16, 24});
  figure.path(way.row(0).t(), way.row(1).t());
  return figure;
}

}  // namespace

void draw_three_paths(const std::filesystem::path& out, const Samples& samples,
                      const arma::mat& batch, const arma::mat& mini,
                      const arma::mat& single) {
  const auto title = [](const char* en, const char* zh, const arma::mat& way,
                        arma::uword size) {
    const arma::uword steps = way.n_cols - 1;
    return fmt::format("{0}: {2} steps, {3} samples | {1}：{2} 步，{3} 个样本",
                       en, zh, steps, steps * size);
  };
  nn::save_row(
      out / "three_paths.svg",
      {way_figure(title("Batch", "批量", batch, samples.size()), samples,
                  batch),
       way_figure(title("Batches of 16", "小批量 16", mini, 16), samples, mini),
       way_figure(title("One by one", "逐个样本", single, 1), samples,
                  single)});
}

void draw_floor(const std::filesystem::path& out,
                const std::vector<std::pair<double, arma::mat>>& constant,
                const arma::mat& falling, const std::vector<Floor>& floors) {
  nn::Figure steps("Constant rates have a floor | 固定学习率有下限");
  steps.size(480, 420).log_x().log_y();
  steps.x_label("step | 步数");
  steps.y_label("loss above its minimum | 损失高出最小值");
  for (const auto& [rate, means] : constant)
    steps.line(means.col(0), means.col(1),
               fmt::format("rate {0} | 学习率 {0}", rate));
  steps.line(falling.col(0), falling.col(1), "falling rate | 递减的学习率");
  arma::mat table(floors.size(), 3);
  for (std::size_t i = 0; i < floors.size(); ++i)
    table.row(i) =
        arma::rowvec{floors[i].rate, floors[i].measured, floors[i].theory};
  nn::Figure rates("The floor grows with the rate | 下限与学习率成正比");
  rates.size(480, 420).log_x().log_y();
  rates.x_label("learning rate | 学习率").y_label("floor | 下限");
  rates.line(table.col(0), table.col(2), "theory | 理论");
  rates.points(table.col(0), table.col(1), "measured | 测量");
  nn::save_row(out / "floor.svg", {steps, rates});
}

}  // namespace chapter05
