#include "figures_explore.hpp"

#include "nn/figures/figure.hpp"

namespace chapter13 {

void draw_arms(const std::filesystem::path& out,
               const std::vector<Contest>& all) {
  nn::Figure share("How often the best arm | 选中最优臂的比例");
  nn::Figure regret("Regret | 遗憾");
  share.size(480, 420).x_label("pull | 次数").y_label("%").y_range(0, 100);
  regret.size(480, 420).x_label("pull | 次数");
  regret.y_label("sum of what was lost | 累计损失");
  for (const auto& [epsilon, games] : all) {
    // Ten pulls a point.
    const arma::uword points = games.best.n_elem / 10;
    const arma::vec at = arma::regspace(1, double(points)) * 10;
    share.line(at,
               100 * arma::mean(arma::reshape(games.best, 10, points), 0).t());
    regret.line(at,
                games.regret(
                    arma::regspace<arma::uvec>(9, 10, games.regret.n_elem - 1)),
                epsilon);
  }
  nn::save_row(out / "arms.svg", {share, regret});
}

}  // namespace chapter13
