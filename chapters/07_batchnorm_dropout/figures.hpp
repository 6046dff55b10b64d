/// The chapter's pictures.
#pragma once

#include <filesystem>

#include "nn/figures/figure.hpp"

#include "dropout.hpp"
#include "normalized_training.hpp"
#include "overfitting.hpp"
#include "search.hpp"

namespace chapter07 {

namespace fs = std::filesystem;

inline nn::Figure panel(const std::string& title, int width = 460,
                        int height = 380) {
  nn::Figure figure(title);
  figure.size(width, height);
  return figure;
}

inline arma::vec counted(std::size_t n) {
  return arma::regspace(1, double(n));
}

/// "one | 一" with an addition in both languages.
inline std::string marked(const std::string& label, const std::string& english,
                          const std::string& chinese) {
  const auto bar = label.find(" | ");
  if (bar == label.npos) return label + english + " | " + label + chinese;
  return label.substr(0, bar) + english + label.substr(bar) + chinese;
}

/// A line for each curve; a run that diverged ends where it did.
inline void add_losses(nn::Figure& figure, const std::vector<Curve>& curves) {
  figure.x_label("epoch | 轮次").y_label("training loss | 训练损失");
  figure.y_range(0, 2.6).x_range(1, double(curves[0].loss.size()));
  for (const Curve& curve : curves)
    figure.line(counted(curve.loss.size()), arma::vec(curve.loss),
                std::isfinite(curve.loss.back())
                    ? curve.name
                    : marked(curve.name, ": NaN", "：NaN"));
}

/// learning_rate.svg: without and with BatchNorm, at a rate and ten times it.
inline void draw_rates(const std::vector<Curve>& curves, double rate,
                       const fs::path& out) {
  nn::Figure once = panel(fmt::format("Learning rate {0} | 学习率 {0}", rate));
  nn::Figure ten =
      panel(fmt::format("Ten times that: {0} | 十倍：{0}", 10 * rate));
  add_losses(once, {curves[0], curves[1]});
  add_losses(ten, {curves[2], curves[3]});
  nn::save_row(out / "learning_rate.svg", {once, ten});
}

/// starts.svg: without and with BatchNorm, from three kinds of initial weights.
inline void draw_starts(const std::vector<Curve>& curves, const fs::path& out) {
  nn::Figure without = panel("Without BatchNorm | 没有批归一化");
  nn::Figure with = panel("With BatchNorm | 有批归一化");
  add_losses(without, {curves[0], curves[1], curves[2]});
  add_losses(with, {curves[3], curves[4], curves[5]});
  nn::save_row(out / "starts.svg", {without, with});
}

/// layers.svg: deviation of each hidden layer's output, step by step.
inline void draw_inside(const Inside& without, const Inside& with,
                        const fs::path& out) {
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

/// batch_size.svg: accuracy over the batch size, averaged over seeds.
inline void draw_batch_sizes(const std::vector<BatchSize>& sizes,
                             const fs::path& out) {
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

/// One number from every score.
template <class F>
arma::vec each(const std::vector<Score>& scores, const F& f) {
  arma::vec values(scores.size());
  for (arma::uword i = 0; i < values.n_elem; ++i)
    values(i) = f(scores[i]);
  return values;
}

inline double loss_of(const Score& s) {
  return s.loss;
}
inline double percent_of(const Score& s) {
  return 100 * s.accuracy;
}

/// overfitting.svg: what happens when nothing is done, and, where some labels
/// are random, with each remedy.
inline void draw_overfitting(const std::vector<Outcome>& right,
                             const std::vector<Outcome>& some_random,
                             const fs::path& out) {
  const Watched& nothing = right[0].first;
  const arma::vec epoch(nothing.epoch);
  nn::Figure gap = panel("300 images, nothing done | 300 张图像，不加措施");
  gap.x_label("epoch | 轮次").y_label("cross-entropy | 交叉熵");
  gap.line(epoch, each(nothing.train, loss_of), "train | 训练");
  gap.line(epoch, each(nothing.test, loss_of), "test | 测试");
  nn::Figure remedies =
      panel("One label in four random | 四分之一标签随机", 500);
  remedies.x_label("share of the steps (%) | 训练进度 (%)");
  remedies.y_label("test accuracy (%) | 测试准确率 (%)");
  for (const Outcome& o : some_random) {
    if (o.name.starts_with("early")) continue;  // a point of the first curve
    const arma::vec at(o.first.epoch);
    remedies.line(100 * at / at.back(), each(o.first.test, percent_of), o.name);
  }
  nn::save_row(out / "overfitting.svg", {gap, remedies});
}

/// monte_carlo.svg: the more random networks are averaged, the better.
inline void draw_ensembles(const std::vector<Ensemble>& ensembles,
                           const Score& evaluated, const fs::path& out) {
  arma::vec n(ensembles.size()), loss(n);
  for (arma::uword i = 0; i < n.n_elem; ++i) {
    n(i) = ensembles[i].networks;
    loss(i) = ensembles[i].score.loss;
  }
  nn::Figure figure("Dropout averages networks | Dropout 近似于许多网络的平均");
  figure.log_x().x_label("networks averaged | 参与平均的网络个数");
  figure.y_label("test cross-entropy | 测试交叉熵");
  figure.path(n, loss, "mean of n random networks | n 个随机网络的平均");
  figure.line({n.front(), n.back()}, {evaluated.loss, evaluated.loss},
              "dropout off | 关闭 Dropout");
  figure.save(out / "monte_carlo.svg");
}

/// search.svg: which points grid and random search tried, and their results.
inline void draw_search(const std::vector<Trial>& by_grid,
                        const std::vector<Trial>& by_chance,
                        const SearchSpace& space, const fs::path& out) {
  const double best = std::max(by_grid[0].accuracy, by_chance[0].accuracy);
  const auto draw = [&](const std::string& title,
                        const std::vector<Trial>& trials) {
    nn::Figure figure = panel(title);
    figure.log_x().log_y().x_label("learning rate | 学习率");
    figure.y_label("weight decay | 权重衰减");
    figure.x_range(space.learning_rate.low / 2, space.learning_rate.high * 2);
    figure.y_range(space.weight_decay.low / 3, space.weight_decay.high * 3);
    const std::pair<double, const char*> bands[] = {
        {0.02, "within 2 points of the best | 与最好相差不到 2 个百分点"},
        {0.10, "within 10 points | 相差不到 10 个百分点"},
        {2.00, "worse | 更差"}};
    double from = -1;
    for (const auto& [to, label] : bands) {
      std::vector<double> x, y;
      for (const Trial& t : trials) {
        const double behind = best - t.accuracy;
        if (behind <= from || behind > to) continue;
        x.push_back(t.learning_rate);
        y.push_back(t.weight_decay);
      }
      if (x.empty()) x = y = {arma::datum::nan};
      figure.points(arma::vec(x), arma::vec(y), label);
      from = to;
    }
    return figure;
  };
  nn::save_row(out / "search.svg", {draw("Grid | 网格搜索", by_grid),
                                    draw("Random | 随机搜索", by_chance)});
}

}  // namespace chapter07
