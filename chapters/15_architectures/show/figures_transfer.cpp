#include "figures_transfer.hpp"

#include "nn/figures/figure.hpp"

namespace chapter15 {
namespace {

std::string label_of(Way way) {
  switch (way) {
    case Way::pixels:
      return "linear, on pixels | 像素上的线性层";
    case Way::scratch:
      return "from nothing | 从零开始";
    case Way::random_features:
      return "random features | 随机特征";
    case Way::frozen:
      return "frozen features | 冻结特征";
    default:
      return "fine-tuned | 微调";
  }
}

/// One line through the means; at each of them it runs up and down by the
/// deviation, which draws the bar. rows: x; columns: seeds
void line_with_bars(nn::Figure& figure, const arma::vec& x,
                    const arma::mat& values, const std::string& label) {
  arma::vec xs(4 * x.n_elem), ys(4 * x.n_elem);
  const arma::vec mean = arma::mean(values, 1);
  const arma::vec deviation = arma::stddev(values, 0, 1);
  const double way[] = {0, 1, -1, 0};
  for (arma::uword i = 0; i < xs.n_elem; ++i) {
    xs(i) = x(i / 4);
    ys(i) = mean(i / 4) + way[i % 4] * deviation(i / 4);
  }
  figure.line(xs, ys, label);
}

}  // namespace

void draw_outcomes(const std::vector<Outcome>& outcomes,
                   const std::filesystem::path& file) {
  nn::Figure figure("The other five kinds | 另外五类服装");
  figure.x_label("labels | 标签数").log_x().x_range(8, 1300);
  figure.y_label("test accuracy in % | 测试准确率（%）");
  double aside = 0.92;  // so that no bar hides another
  for (const Way way : all_ways) {
    arma::vec counts;
    arma::mat accuracies;
    for (const Outcome& outcome : outcomes)
      if (outcome.way == way) {
        counts =
            arma::join_cols(counts, arma::vec{aside * double(outcome.labels)});
        accuracies = arma::join_cols(accuracies, 100 * outcome.accuracies);
      }
    line_with_bars(figure, counts, accuracies, label_of(way));
    aside += 0.04;
  }
  figure.save(file);
}

void draw_probes(const arma::mat& trained, const arma::mat& untrained,
                 const std::filesystem::path& file) {
  nn::Figure figure("What a linear probe reads | 线性探针能读出什么");
  figure.x_label(
      "layer: 0 pixels, 5 pooled channels | 层：0 为像素，5 为池化后");
  figure.y_label("test accuracy in % | 测试准确率（%）");
  figure.x_range(-0.2, 5.2);
  const arma::vec layers = arma::regspace(0, double(trained.n_rows) - 1);
  line_with_bars(figure, layers - 0.03, 100 * trained,
                 "trained on other kinds | 用别的几类训练过");
  line_with_bars(figure, layers + 0.03, 100 * untrained, "untrained | 未训练");
  figure.save(file);
}

}  // namespace chapter15
