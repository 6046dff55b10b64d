#include "figures_labels.hpp"

#include <map>

#include "figures.hpp"

namespace chapter12 {

void draw_moons(const std::filesystem::path& out, const Points& moons,
                const std::vector<MoonLabels>& all) {
  const FewLabels task = moon_task(moons);
  std::vector<nn::Figure> panels;
  for (const MoonLabels& m : all) {
    panels.push_back(plane(m.name, 300, 220));
    add_groups(panels.back(), moons.x, m.guessed);
    const arma::mat known = moons.x.cols(task.known);
    panels.back().points(known.row(0).t(), known.row(1).t());
  }
  nn::save_rows(out / "moons.svg", {{panels[0], panels[1], panels[2]},
                                    {panels[3], panels[4], panels[5]}});
}

void draw_label_curves(const std::filesystem::path& out,
                       const arma::uvec& counts,
                       const std::vector<Accuracies>& all) {
  static const std::map<std::string, std::string> both{
      {"labels alone", "labels alone | 仅用标签"},
      {"nearest label", "nearest label | 最近的标签"},
      {"self-training", "self-training | 自训练"},
      {"EM", "EM | 期望最大化"},
      {"co-training", "co-training | 协同训练"},
      {"propagation", "propagation | 标签传播"},
      {"spreading", "spreading | 标签扩散"}};
  nn::Figure figure("digits | 手写数字");
  figure.size(640, 430).log_x().x_label("labels | 标签数");
  figure.y_label("test accuracy, % | 测试准确率，%");
  const arma::vec x = arma::conv_to<arma::vec>::from(counts);
  for (const Accuracies& a : all)
    figure.line(x, 100 * arma::mean(a.test, 1), both.at(a.name));
  figure.save(out / "labels.svg");
}

}  // namespace chapter12
