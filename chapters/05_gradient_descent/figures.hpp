/// The pictures of derivatives and of descent without noise.
#pragma once

#include "nn/figures/figure.hpp"

#include "critical_points.hpp"
#include "differences.hpp"
#include "starts.hpp"

namespace chapter05 {

using Folder = std::filesystem::path;

/// A function of the plane over a square, for contours and heat maps.
inline nn::Grid over_square(const Function& f, double low, double high) {
  return nn::Grid::of(
      [&](double x1, double x2) {
        return f({x1, x2});
      },
      low, high, low, high, 121);
}

inline nn::Figure error_figure(const std::string& title,
                               const ErrorCurves& curves) {
  nn::Figure figure(title);
  figure.size(460, 400).log_x().log_y();
  figure.x_label("step h | 步长 h").y_label("error | 误差");
  figure.x_range(1e-15, 1).y_range(1e-12, 10);
  figure.line(curves.h, curves.forward, "forward | 前向差分");
  figure.line(curves.h, curves.central, "central | 中心差分");
  return figure;
}

/// differences.svg: the error of both formulas over h, in both precisions.
inline void draw_differences(const Folder& out) {
  nn::save_row(
      out / "differences.svg",
      {error_figure("float | 单精度 float", error_curves<float>()),
       error_figure("double | 双精度 double", error_curves<double>())});
}

/// Arrows as one broken line: shaft, head, gap.
struct Arrows {
  std::vector<double> x, y;

  void add(const arma::vec& from, const arma::vec& way) {
    const arma::vec tip = from + way;
    const arma::vec side{-way(1), way(0)};
    const arma::vec left = tip - 0.32 * way + 0.16 * side;
    const arma::vec right = tip - 0.32 * way - 0.16 * side;
    for (const arma::vec& p : {from, tip, left, tip, right}) {
      x.push_back(p(0));
      y.push_back(p(1));
    }
    x.push_back(arma::datum::nan);
    y.push_back(arma::datum::nan);
  }
};

/// The gradients of f on a grid of points, as arrows: as long as the slope
/// times `scale`.
inline nn::Figure gradient_field(const std::string& title, const Function& f,
                                 double reach, double scale) {
  Arrows arrows;
  const arma::vec places = arma::linspace(-0.88 * reach, 0.88 * reach, 12);
  for (double x1 : places)
    for (double x2 : places) {
      const arma::vec way = scale * numerical_gradient(f, {x1, x2});
      if (arma::norm(way) > 0.01 * reach) arrows.add({x1, x2}, way);
    }
  nn::Figure figure(title);
  figure.size(480, 460).x_label("x1").y_label("x2").equal_axes();
  figure.x_range(-reach, reach).y_range(-reach, reach);
  figure.heat_map(over_square(f, -reach, reach));
  figure.line(arma::vec(arrows.x), arma::vec(arrows.y), "gradient | 梯度");
  return figure;
}

/// gradient_field.svg: arrows away from a minimum and toward a hill.
inline void draw_gradient_field(const Folder& out) {
  nn::save_row(out / "gradient_field.svg",
               {gradient_field("A bowl: away from the minimum | 碗：背离极小值",
                               bowl, 3, 0.06),
                gradient_field("Hollow and hill: uphill | 洼地与山：指向高处",
                               hill_and_hollow, 2, 0.32)});
}

/// Where the descent on the parabola goes at several rates.
inline nn::Figure parabola_over_steps(const std::vector<double>& rates) {
  nn::Figure figure("The learning rate decides | 学习率决定成败");
  figure.size(480, 420).x_label("step | 步数").y_label("x");
  figure.y_range(-6, 8);
  for (double rate : rates)
    figure.line(arma::regspace(0, 20), descend(parabola_slope, 6, rate, 20),
                fmt::format("rate {0} | 学习率 {0}", rate));
  return figure;
}

/// parabola.svg: the notes' descent, and the same with other rates.
inline void draw_parabola(const Folder& out) {
  const arma::vec x = arma::linspace(-5, 7, 121);
  const arma::vec way = descend(parabola_slope, 6, 0.05, 1000);
  nn::Figure descent("From 6 with rate 0.05 | 从 6 出发，学习率 0.05");
  descent.size(480, 420).x_label("x").y_label("(x - 1)² + 1");
  descent.line(x, arma::square(x - 1) + 1, "function | 函数");
  descent.path(way, arma::square(way - 1) + 1, "descent | 下降");
  nn::save_row(out / "parabola.svg",
               {descent, parabola_over_steps({0.05, 0.5, 0.95, 1.02})});
}

/// The end points of many descents on x sin(x) over their starting points.
inline nn::Figure ends_over_starts(double rate) {
  const arma::vec starts = arma::linspace(0, 14, 29);
  nn::Figure figure(fmt::format("rate {0} | 学习率 {0}", rate));
  figure.size(320, 380).x_label("start x | 起点 x").y_label("end x | 终点 x");
  figure.y_range(-1, 14);
  figure.points(starts, ends_on_x_sin_x(starts, rate));
  return figure;
}

/// x_sin_x.svg: descents from several starts; which minimum from which start.
inline void draw_x_sin_x(const Folder& out, double small, double large) {
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

inline nn::Figure valley_figure(const std::string& title, double reach) {
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

/// valley.svg: a narrow valley at three rates: small, just below 2 / L, and
/// just above it.
inline void draw_valley(const Folder& out) {
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

/// two_variables.svg: descents over the contours of Himmelblau's function.
inline void draw_two_variables(const Folder& out) {
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

/// One map of starts with the four minima on it.
inline nn::Figure starts_figure(const nn::Grid& map, double rate) {
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

/// saddle.svg: from the ridge above a saddle, without noise and with it.
inline void draw_saddle(const Folder& out, std::uint64_t seed) {
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
