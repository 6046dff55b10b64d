#include "figures_overfitting.hpp"

#include "panel.hpp"

namespace chapter07 {

namespace {

/// One number from every score.
template <class F>
arma::vec each(const std::vector<Score>& scores, const F& f) {
  arma::vec values(scores.size());
  for (arma::uword i = 0; i < values.n_elem; ++i)
    values(i) = f(scores[i]);
  return values;
}

double loss_of(const Score& s) {
  return s.loss;
}

double percent_of(const Score& s) {
  return 100 * s.accuracy;
}

}  // namespace

void draw_overfitting(const std::vector<Outcome>& right,
                      const std::vector<Outcome>& some_random,
                      const std::filesystem::path& out) {
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

void draw_ensembles(const std::vector<Ensemble>& ensembles,
                    const Score& evaluated, const std::filesystem::path& out) {
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

}  // namespace chapter07
