#include "figures_schedules.hpp"

#include "nn/figures/figure.hpp"

namespace chapter06 {

void draw_schedules(const std::filesystem::path& out) {
  const int steps = 1000;
  nn::Figure figure("Learning-rate schedules | 学习率调度");
  figure.size(690, 420).x_label("share of the training | 训练进度");
  figure.y_label("share of the learning rate | 学习率的比例");
  figure.y_range(-0.02, 1.05);
  for (const auto& [name, schedule] : all_schedules()) {
    arma::vec share(steps);
    for (int t = 0; t < steps; ++t)
      share(t) = schedule.at(t, steps);
    figure.line(arma::regspace(0, steps - 1) / steps, share, name);
  }
  figure.save(out / "schedules.svg");
}

void draw_noise(const std::vector<Descent>& constant,
                const std::vector<Descent>& decaying,
                const std::filesystem::path& out) {
  const auto empty = [](const std::string& title) {
    nn::Figure figure(title);
    figure.size(690, 330).x_label("step | 步").log_y().y_range(1e-3, 20);
    figure.y_label("mean height | 平均高度");
    return figure;
  };
  nn::Figure floors = empty("Constant rates: a floor | 常数学习率：降到下限");
  nn::Figure decay = empty("Rate 0.5, decaying | 学习率 0.5，逐渐衰减");
  for (const auto& [valley, heights] : constant)
    floors.line(arma::regspace(0, valley.steps), heights,
                fmt::format("rate {0} | 学习率 {0}", valley.rate));
  for (std::size_t i = 0; i < decaying.size(); ++i)
    decay.line(arma::regspace(0, decaying[i].valley.steps), decaying[i].heights,
               all_schedules()[i].name);
  nn::save_rows(out / "noise_floor.svg", {{floors}, {decay}});
}

}  // namespace chapter06
