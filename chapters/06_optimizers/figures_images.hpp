/// Pictures of training on images, and of Adam's details.
#pragma once

#include "nn/figures/figure.hpp"

#include "decay.hpp"
#include "image_race.hpp"

namespace chapter06 {

/// A picture of a loss over training steps, each point the mean of ten.
inline nn::Figure loss_figure(const std::string& title) {
  nn::Figure figure(title);
  figure.size(345, 400).x_label("step | 步");
  figure.y_label("training loss | 训练损失");
  return figure;
}
inline void add_loss(nn::Figure& figure, const Outcome& outcome,
                     const std::string& label, std::size_t group = 10) {
  const Smoothed s = smoothed(outcome.loss, group);
  if (!s.step.empty()) figure.line(s.step, s.loss, label);
}

/// sensitivity.svg: the loss after one epoch over the learning rate.
inline void draw_sweep(const Sweep& sweep, const std::filesystem::path& out) {
  nn::Figure figure(
      "One epoch at every learning rate | 每个学习率训练一轮之后");
  figure.size(690, 420).x_label("learning rate | 学习率").log_x();
  figure.y_label("validation loss | 验证损失").y_range(0.4, 3);
  for (arma::uword i = 0; i < all_methods.size(); ++i)
    figure.line(sweep.rates, sweep.loss.row(i).t(), in_legend(all_methods[i]));
  figure.save(out / "sensitivity.svg");
}

/// image_race.svg: the loss of all seven, step by step.
inline void draw_image_race(const std::vector<Outcome>& outcomes,
                            const std::filesystem::path& out) {
  nn::Figure figure =
      loss_figure("Each at its best rate | 各用自己的最佳学习率");
  figure.size(690, 420).log_y();
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    add_loss(figure, outcomes[i], in_legend(all_methods[i]));
  figure.save(out / "image_race.svg");
}

/// bias_correction.svg: the lengths of Adam's steps, and what the correction
/// does to the first steps on images (left out when there are none).
inline void draw_correction(const std::array<Outcome, 2>& outcomes,
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

/// weight_decay.svg: L2 inside Adam next to decay outside it.
inline void draw_decay(const DecayTrial& trial,
                       const std::filesystem::path& out) {
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

/// schedules.svg: the learning rate under every schedule.
inline void draw_schedules(const std::filesystem::path& out) {
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

/// noise_floor.svg: constant rates stop falling, decaying ones do not.
inline void draw_noise(const std::vector<NoisyValley>& constant,
                       const NoisyValley& decaying,
                       const std::filesystem::path& out) {
  const auto empty = [](const std::string& title) {
    nn::Figure figure(title);
    figure.size(690, 330).x_label("step | 步").log_y().y_range(1e-3, 20);
    figure.y_label("mean height | 平均高度");
    return figure;
  };
  nn::Figure floors = empty("Constant rates: a floor | 常数学习率：降到下限");
  nn::Figure decay = empty("Rate 0.5, decaying | 学习率 0.5，逐渐衰减");
  for (const NoisyValley& v : constant)
    floors.line(arma::regspace(0, v.steps), mean_heights(v),
                fmt::format("rate {0} | 学习率 {0}", v.rate));
  for (const auto& [name, schedule] : all_schedules()) {
    NoisyValley v = decaying;
    v.schedule = schedule;
    decay.line(arma::regspace(0, v.steps), mean_heights(v), name);
  }
  nn::save_rows(out / "noise_floor.svg", {{floors}, {decay}});
}

/// schedule_loss.svg: the same network with every schedule.
inline void draw_schedule_losses(const std::vector<Outcome>& outcomes,
                                 const std::filesystem::path& out,
                                 std::size_t group) {
  nn::Figure figure =
      loss_figure("One network, seven schedules | 同一网络，七种调度");
  figure.size(690, 420).log_y().y_range(0.25, 2.5);
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    add_loss(figure, outcomes[i], all_schedules()[i].name, group);
  figure.save(out / "schedule_loss.svg");
}

}  // namespace chapter06
