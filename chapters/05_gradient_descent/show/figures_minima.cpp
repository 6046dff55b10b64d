#include "figures_minima.hpp"

#include <string>

#include "../critical_points.hpp"
#include "../descent.hpp"
#include "../landscapes.hpp"
#include "../starts.hpp"
#include "over_square.hpp"

namespace chapter05 {
namespace {

/// The end points of many descents on x sin(x) over their starting points.
nn::Figure ends_over_starts(double rate) {
  const arma::vec starts = arma::linspace(0, 14, 29);
  nn::Figure figure(fmt::format("rate {0} | 学习率 {0}", rate));
  figure.size(320, 380).x_label("start x | 起点 x").y_label("end x | 终点 x");
  figure.y_range(-1, 14);
  figure.points(starts, ends_on_x_sin_x(starts, rate));
  return figure;
}

/// One map of starts with the four minima on it.
nn::Figure starts_figure(const nn::Grid& map, double rate) {
  nn::Figure figure(fmt::format("rate {0} | 学习率 {0}", rate));
  figure.size(480, 460).equal_axes();
  figure.x_label("start x1 | 起点 x1").y_label("start x2 | 起点 x2");
  figure.x_range(-5, 5).y_range(-5, 5);
  figure.heat_map(map);
  for (arma::uword i = 0; i < 4; ++i)
    figure.points({himmelblau_minima(0, i)}, {himmelblau_minima(1, i)},
                  fmt::format("minimum {0} | 极小值 {0}", i));
  return figure;
}

}  // namespace

void draw_x_sin_x(const std::filesystem::path& out, double small,
                  double large) {
  const arma::vec x = arma::linspace(0, 14, 281);
  nn::Figure ways("x sin(x)");
  ways.size(320, 380).x_label("x").y_label("x sin(x)");
  ways.line(x, x % arma::sin(x));
  for (double start : {1.8, 3.0, 7.5, 8.5, 13.5}) {
    const arma::vec way = descend(x_sin_x_slope, start, small, 60);
    ways.path(way, way % arma::sin(way));
  }
  nn::save_row(out / "x_sin_x.svg",
               {ways, ends_over_starts(small), ends_over_starts(large)});
}

void draw_starts(const std::filesystem::path& out,
                 const std::vector<double>& rates,
                 const std::vector<nn::Grid>& maps) {
  std::vector<nn::Figure> figures;
  for (std::size_t i = 0; i < maps.size(); ++i)
    figures.push_back(starts_figure(maps[i], rates[i]));
  nn::save_row(out / "starts.svg", figures);
}

void draw_saddle(const std::filesystem::path& out, std::uint64_t seed) {
  nn::Figure figure("A saddle: noise finds the way out | 鞍点：噪声找到出路");
  figure.size(640, 440).x_label("x1").y_label("x2");
  figure.x_range(-1.2, 1.2).y_range(-1.4, 1.4);
  figure.heat_map(over_square(two_hollows, -1.4, 1.4));
  const auto add = [&](const arma::mat& way, const std::string& label) {
    figure.path(way.row(0).t(), way.row(1).t(), label);
  };
  for (std::uint32_t run : {1u, 2u, 3u}) {
    nn::Random random(seed, nn::Stream::general, run);
    add(noisy_descend(two_hollows_gradient, {1, 0}, 0.1, 200, saddle_noise,
                      random),
        fmt::format("noise, run {0} | 有噪声，第 {0} 次", run));
  }
  add(descend(two_hollows_gradient, {1, 0}, 0.1, 200), "no noise | 无噪声");
  figure.save(out / "saddle.svg");
}

}  // namespace chapter05
