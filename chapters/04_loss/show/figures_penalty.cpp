#include "figures_penalty.hpp"

#include "nn/figures/figure.hpp"

#include "../lasso.hpp"

namespace chapter04 {
namespace {

/// One panel of penalties.svg: the bowl, the penalty's contour through the
/// solution for lambda = 1.2, and the solutions for all lambdas.
template <class Fit, class Size>
nn::Figure penalty_panel(const std::string& title, const Fit& fit,
                         const Size& size) {
  const Quadratic bowl = tilted_bowl();
  const auto grid = [](const auto& f) {
    return nn::Grid::of(f, -1, 1.6, -1.2, 2.2, 201);
  };
  const nn::Grid loss = grid([&](double a, double b) {
    const arma::vec w{a - 0.3, b - 1.6};
    return arma::dot(w, bowl.h * w);
  });
  const arma::vec lambdas = arma::logspace(-2, 1.2, 60);
  const arma::mat way = weights_over(bowl, lambdas, fit).t();
  const arma::vec touch = fit(bowl, 1.2);
  nn::Figure figure(title);
  figure.size(460, 560).x_label("w1").y_label("w2").equal_axes();
  figure.x_range(-1, 1.6).y_range(-1.2, 2.2);
  figure.contours(loss, {0.05, 0.2, 0.5, 1, 1.7, 2.6});
  figure.boundary(grid(size), size(touch(0), touch(1)),
                  "same penalty | 惩罚相同");
  figure.path(way.col(0), way.col(1), "lambda grows | lambda 增大");
  figure.points({touch(0)}, {touch(1)}, "lambda = 1.2");
  return figure;
}

}  // namespace

void draw_penalties(const Folder& out) {
  const auto l2 =
      penalty_panel("L2: both weights shrink | L2：两个权重都变小", ridge,
                    [](double a, double b) { return a * a + b * b; });
  const auto l1 = penalty_panel(
      "L1: w1 becomes 0 | L1：w1 变成 0", lasso,
      [](double a, double b) { return std::abs(a) + std::abs(b); });
  nn::save_row(out / "penalties.svg", {l2, l1});
}

namespace {

/// Several weights as one line with gaps: the relevant ones or the others.
void add_weights(nn::Figure& figure, const arma::vec& lambdas,
                 const arma::mat& path, const arma::uvec& which,
                 const std::string& label) {
  arma::vec x, y;
  const arma::vec gap{arma::datum::nan};
  for (arma::uword i : which) {
    x = arma::join_cols(x, lambdas, gap);
    y = arma::join_cols(y, path.row(i).t(), gap);
  }
  figure.line(x, y, label);
}

}  // namespace

void draw_paths(const SparseTask& task, const Folder& out) {
  const arma::vec lambdas = arma::logspace(-2, 1.3, 67);
  const auto panel = [&](const std::string& title, const auto& fit) {
    const arma::mat path = weights_over(task.loss(), lambdas, fit);
    nn::Figure figure(title);
    figure.size(460, 420).x_label("penalty lambda | 惩罚系数 lambda").log_x();
    figure.y_label("weight | 权重").y_range(-2, 2.5);
    add_weights(figure, lambdas, path, arma::find(task.truth != 0),
                "matter | 有用");
    add_weights(figure, lambdas, path, arma::find(task.truth == 0),
                "do not | 无用");
    return figure;
  };
  nn::save_row(out / "paths.svg",
               {panel("L2: small, never 0 | L2：变小，但不为 0", ridge),
                panel("L1: one after the other 0 | L1：逐个变为 0", lasso)});
}

}  // namespace chapter04
