#include "figures_images.hpp"

#include "../decay.hpp"

namespace chapter06 {

nn::Figure loss_figure(const std::string& title) {
  nn::Figure figure(title);
  figure.size(345, 400).x_label("step | 步");
  figure.y_label("training loss | 训练损失");
  return figure;
}

void add_loss(nn::Figure& figure, const Outcome& outcome,
              const std::string& label, std::size_t group) {
  const Smoothed s = smoothed(outcome.loss, group);
  if (!s.step.empty()) figure.line(s.step, s.loss, label);
}

void draw_sweep(const Sweep& sweep, const std::filesystem::path& out) {
  nn::Figure figure(
      "One epoch at every learning rate | 每个学习率训练一轮之后");
  figure.size(690, 420).x_label("learning rate | 学习率").log_x();
  figure.y_label("validation loss | 验证损失").y_range(0.4, 3);
  for (arma::uword i = 0; i < all_methods.size(); ++i)
    figure.line(arma::vec(sweep.rates), sweep.loss.row(i).t(),
                in_legend(all_methods[i]));
  figure.save(out / "sensitivity.svg");
}

void draw_image_race(const std::vector<FromRate>& results,
                     const std::filesystem::path& out) {
  nn::Figure figure =
      loss_figure("Each at its best rate | 各用自己的最佳学习率");
  figure.size(690, 420).log_y();
  for (std::size_t i = 0; i < results.size(); ++i)
    add_loss(figure, results[i].outcome, in_legend(all_methods[i]));
  figure.save(out / "image_race.svg");
}

void draw_schedule_losses(const std::vector<Outcome>& outcomes,
                          const std::filesystem::path& out, std::size_t group) {
  nn::Figure figure =
      loss_figure("One network, seven schedules | 同一网络，七种调度");
  figure.size(690, 420).log_y().y_range(0.25, 2.5);
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    add_loss(figure, outcomes[i], all_schedules()[i].name, group);
  figure.save(out / "schedule_loss.svg");
}

}  // namespace chapter06
