#include "figures_descent.hpp"

#include <string>
#include <vector>

#include "nn/figures/figure.hpp"

#include "../descent.hpp"
#include "../landscapes.hpp"
#include "over_square.hpp"

namespace chapter05 {
namespace {

/// Where the descent on the parabola goes at several rates.
nn::Figure parabola_over_steps(const std::vector<double>& rates) {
  nn::Figure figure("The learning rate decides | 学习率决定成败");
  figure.size(480, 420).x_label("step | 步数").y_label("x");
  figure.y_range(-6, 8);
  for (double rate : rates)
    figure.line(arma::regspace(0, 20), descend(parabola_slope, 6, rate, 20),
                fmt::format("rate {0} | 学习率 {0}", rate));
  return figure;
}

nn::Figure valley_figure(const std::string& title, double reach) {
  nn::Figure figure(title);
  figure.size(320, 360).x_label("x1").y_label("x2");
  figure.x_range(-2, 10).y_range(-reach, reach);
  figure.contours(nn::Grid::of(
                      [](double x1, double x2) {
                        return valley({x1, x2});
                      },
                      -2, 10, -reach, reach, 161),
                  {0.5, 2, 5, 10, 20, 35, 50, 75});
  return figure;
}

}  // namespace

void draw_parabola(const std::filesystem::path& out) {
  const arma::vec x = arma::linspace(-5, 7, 121);
  const arma::vec way = descend(parabola_slope, 6, 0.05, 1000);
  nn::Figure descent("From 6 with rate 0.05 | 从 6 出发，学习率 0.05");
  descent.size(480, 420).x_label("x").y_label("(x - 1)² + 1");
  descent.line(x, arma::square(x - 1) + 1, "function | 函数");
  descent.path(way, arma::square(way - 1) + 1, "descent | 下降");
  nn::save_row(out / "parabola.svg",
               {descent, parabola_over_steps({0.05, 0.5, 0.95, 1.02})});
}

void draw_valley(const std::filesystem::path& out) {
  const double limit = 2 / valley_curvature;
  std::vector<nn::Figure> figures;
  for (double rate : {0.3 * limit, 0.97 * limit, 1.03 * limit}) {
    figures.push_back(
        valley_figure(fmt::format("rate {0:.3f} | 学习率 {0:.3f}", rate), 3));
    const arma::mat way = descend(valley_gradient, {9, 0.6}, rate, 30);
    figures.back().path(way.row(0).t(), way.row(1).t());
  }
  nn::save_row(out / "valley.svg", figures);
}

void draw_two_variables(const std::filesystem::path& out) {
  nn::Figure figure(
      "Four starts, rate 0.01, 40 steps each | 四个起点，学习率 0.01，各 40 "
      "步");
  figure.size(600, 520).x_label("x1").y_label("x2").equal_axes();
  figure.x_range(-5, 5).y_range(-5, 5);
  figure.contours(over_square(himmelblau, -5, 5),
                  {1, 5, 15, 30, 60, 100, 150, 200, 300});
  for (const arma::vec& start : {arma::vec{0.5, 0.5}, arma::vec{-0.5, 1},
                                 arma::vec{-1, -1.5}, arma::vec{0.5, -2}}) {
    const arma::mat way = descend(himmelblau_gradient, start, 0.01, 40);
    figure.path(way.row(0).t(), way.row(1).t());
  }
  figure.save(out / "two_variables.svg");
}

}  // namespace chapter05
