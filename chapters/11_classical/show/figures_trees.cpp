#include "figures_trees.hpp"

#include <algorithm>

#include "nn/figures/figure.hpp"

#include "../impurity.hpp"
#include "plane.hpp"

namespace chapter11 {

void draw_measures(const std::filesystem::path& out) {
  const arma::vec p = arma::linspace(0, 1, 101);
  arma::vec bits = p, twice = p, minority = p;
  for (arma::uword i = 0; i < p.n_elem; ++i) {
    bits(i) = entropy({1 - p(i), p(i)});
    twice(i) = 2 * gini({1 - p(i), p(i)});
    minority(i) = 2 * std::min(p(i), 1 - p(i));
  }
  nn::Figure("")
      .size(520, 340)
      .x_label("share of class 1 | 第 1 类的比例")
      .y_label("impurity | 不纯度")
      .line(p, bits, "entropy | 熵")
      .line(p, twice, "2 Gini | 2 × 基尼")
      .line(p, minority, "2 minority | 2 × 少数类比例")
      .save(out / "impurity.svg");
}

void draw_depths(const std::filesystem::path& out, const Samples& train) {
  std::vector<nn::Figure> figures;
  for (const arma::uword depth : {1u, 3u, 1000u}) {
    const Tree tree = grow_tree(train, {.max_depth = depth});
    const std::string title = depth < 1000
                                  ? fmt::format("depth {0} | 深度 {0}", depth)
                                  : std::string("no limit | 不限深度");
    figures.push_back(plane_figure(
        title,
        [&](const arma::mat& x) {
          return arma::rowvec(tree.predict(x).row(1));
        },
        train));
  }
  nn::save_row(out / "depths.svg", figures);
}

void draw_pruning(const std::filesystem::path& out,
                  const std::vector<PruningStep>& path, const Samples& train,
                  const Samples& validation, const Samples& test) {
  arma::vec leaves(path.size()), alpha = leaves, learned = leaves,
                                 chosen = leaves, judged = leaves;
  for (arma::uword i = 0; i < path.size(); ++i) {
    const auto error = [&](const Samples& data) {
      return 100 * error_rate(classify(path[i].tree, data.x), data.y);
    };
    leaves(i) = double(path[i].tree.leaves());
    alpha(i) = path[i].alpha;
    learned(i) = error(train);
    chosen(i) = error(validation);
    judged(i) = error(test);
  }
  const auto draw = [&](const std::string& label, const arma::vec& x) {
    nn::Figure figure("");
    figure.size(340, 340).x_label(label).log_x();
    figure.y_label("error in % | 错误率（%）");
    figure.line(x, learned, "training | 训练");
    figure.line(x, chosen, "validation | 验证");
    figure.line(x, judged, "test | 测试");
    return figure;
  };
  nn::save_row(out / "pruning.svg",
               {draw("leaves | 叶子数", leaves), draw("alpha", alpha)});
}

}  // namespace chapter11
