#include "figures_search.hpp"

#include "panel.hpp"

namespace chapter07 {

void draw_search(const std::vector<Trial>& by_grid,
                 const std::vector<Trial>& by_chance, const SearchSpace& space,
                 const std::filesystem::path& out) {
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
