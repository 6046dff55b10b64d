#include "figures_walk.hpp"

#include "nn/figures/figure.hpp"

#include "../td.hpp"
#include "../worlds.hpp"

namespace chapter13 {
namespace {

void add_errors(nn::Figure& figure, Target target, double alpha,
                std::uint32_t runs, std::uint64_t seed) {
  const arma::vec mean =
      arma::mean(errors_of_runs(target, alpha, 100, runs, seed), 0).t();
  const bool td = target == Target::next_value;
  figure.line(arma::regspace(0, 100), mean,
              fmt::format("{0}, {2} | {1}，{2}", td ? "TD(0)" : "returns",
                          td ? "TD(0)" : "完整回报", alpha));
}

}  // namespace

void draw_walk_values(const std::filesystem::path& out, const arma::mat& values,
                      const std::vector<arma::uword>& walks) {
  nn::Figure figure("Five states: TD(0) | 五个状态：TD(0)");
  figure.size(560, 400).x_label("state | 状态").y_label("value | 价值");
  figure.x_range(0.5, 5.5).y_range(0, 1);
  const arma::vec places = arma::regspace(1, 5);
  for (arma::uword k : walks)
    figure.line(places, values.col(k).subvec(1, 5),
                fmt::format("{0} walks | {0} 次游走", k));
  figure.points(places, walk_truth().subvec(1, 5), "truth | 真值");
  figure.save(out / "walk.svg");
}

void draw_errors(const std::filesystem::path& out, std::uint32_t runs,
                 std::uint64_t seed) {
  nn::Figure figure(
      fmt::format("Mean error of {0} runs | {0} 次运行的平均误差", runs));
  figure.size(640, 420).x_label("walks | 游走次数");
  figure.y_label("error of the values | 价值的误差").y_range(0, 0.3);
  for (double alpha : {0.15, 0.1, 0.05})
    add_errors(figure, Target::next_value, alpha, runs, seed);
  for (double alpha : {0.04, 0.02, 0.01})
    add_errors(figure, Target::whole_return, alpha, runs, seed);
  figure.save(out / "errors.svg");
}

}  // namespace chapter13
