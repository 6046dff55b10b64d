#include "figures_axes.hpp"

#include "nn/figures/figure.hpp"

#include "../least_squares.hpp"
#include "../problems.hpp"
#include "../whitening.hpp"

namespace chapter02 {
namespace {

/// The loss along weight i from w = 0, and the line with its slope there.
nn::Figure cut(const std::string& title, const LeastSquares& problem,
               arma::uword i, double low, double high) {
  const arma::rowvec zero(2, arma::fill::zeros);
  const arma::vec w = arma::linspace(low, high, 81);
  const auto loss = [&](double value) {
    arma::rowvec at = zero;
    at(i) = value;
    return problem.loss(at);
  };
  const double slope = problem.gradient(zero)(i);
  const arma::vec near{-45, 45};
  nn::Figure figure(title);
  figure.size(310, 330).y_label("loss | 损失").y_range(0, 2 * loss(0));
  arma::vec curve = w;
  curve.transform(loss);
  figure.line(w, curve);
  figure.line(near, loss(0) + slope * near);
  figure.points(arma::vec{0}, arma::vec{loss(0)});
  return figure;
}

/// The step against both slopes at once, seen from above.
nn::Figure step_from_above(const LeastSquares& problem) {
  const arma::rowvec step = -0.5 * problem.gradient(arma::rowvec{0, 0});
  const auto over = [&](double w1, double w2) {
    return problem.loss({w1, w2}) / problem.loss({0, 0});
  };
  nn::Figure figure("The step against both | 同时逆着两个斜率走");
  figure.size(310, 330).equal_axes();
  figure.contours(nn::Grid::of(over, -60, 240, -170, 130, 121),
                  {0.1, 0.3, 0.6, 1, 1.5, 2, 3, 4});
  figure.line(arma::vec{0, step(0), step(0)}, arma::vec{0, 0, step(1)});
  figure.path(arma::vec{0, step(0)}, arma::vec{0, step(1)});
  return figure;
}

/// The ellipse mean + 2 sqrt(variance) along each direction, and its axes.
void add_ellipse(nn::Figure& figure, const Components& c) {
  const arma::vec turn = arma::linspace(0, 2 * arma::datum::pi, 121);
  const arma::mat reach =
      c.directions * arma::diagmat(2 * arma::sqrt(c.variance));
  arma::mat ellipse =
      reach * arma::join_rows(arma::cos(turn), arma::sin(turn)).t();
  ellipse.each_col() += c.mean;
  figure.line(ellipse.row(0).t(), ellipse.row(1).t());
  for (arma::uword k = 0; k < 2; ++k) {
    const arma::mat ends =
        arma::join_rows(c.mean - reach.col(k), c.mean + reach.col(k));
    figure.line(ends.row(0).t(), ends.row(1).t());
  }
}

nn::Figure cloud(const std::string& title, const arma::mat& x,
                 const Components& c, double reach) {
  nn::Figure figure(title);
  figure.size(310, 330).equal_axes();
  figure.x_range(c.mean(0) - reach, c.mean(0) + reach);
  figure.y_range(c.mean(1) - reach, c.mean(1) + reach);
  add_ellipse(figure, c);
  figure.points(x.row(0).t(), x.row(1).t());
  return figure;
}

/// The components of samples that are on their own axes already.
Components on_the_axes(const arma::vec& variance) {
  return {arma::vec(2, arma::fill::zeros), arma::eye(2, 2), variance};
}

}  // namespace

void draw_slopes(const Flats& flats, const std::filesystem::path& out) {
  const LeastSquares problem = z_score_problem(flats);
  nn::Figure area =
      cut("Along the area's weight | 沿面积的权重", problem, 0, -60, 240);
  nn::Figure age =
      cut("Along the age's weight | 沿房龄的权重", problem, 1, -170, 130);
  nn::Figure above = step_from_above(problem);
  area.x_label("weight of the area | 面积的权重");
  age.x_label("weight of the age | 房龄的权重");
  above.x_label("weight of the area | 面积的权重");
  above.y_label("weight of the age | 房龄的权重");
  nn::save_row(out / "slopes.svg", {area, age, above});
}

void draw_bowl_axes(const std::filesystem::path& out) {
  const arma::mat curvature{{5, 4}, {4, 5}};
  const auto loss = [&](double d1, double d2) {
    const arma::vec d{d1, d2};
    return arma::dot(d, curvature * d) / 2;
  };
  nn::Figure figure(
      "One step against the gradient, from three points | "
      "从三个点各逆着梯度走一步");
  figure.size(440, 460).equal_axes();
  figure.x_label("d1").y_label("d2");
  figure.contours(nn::Grid::of(loss, -2, 2, -2, 2, 161),
                  {0.125, 0.5, 1.125, 2, 3.125, 4.5});
  figure.line(arma::vec{-2, 2}, arma::vec{-2, 2},
              "axis with curvature 9 | 曲率为 9 的轴");
  figure.line(arma::vec{-2, 2}, arma::vec{2, -2},
              "axis with curvature 1 | 曲率为 1 的轴");
  const double half = std::sqrt(0.5);
  // All three on the contour of loss 2: two on an axis, one between.
  for (const arma::vec& along :
       {arma::vec{2. / 3, 0}, arma::vec{0, 2},
        arma::vec{-std::sqrt(2.) / 3, -std::sqrt(2.)}}) {
    const arma::vec d{half * (along(0) + along(1)),
                      half * (along(0) - along(1))};
    const arma::vec next = d - 0.1 * curvature * d;
    figure.path(arma::vec{d(0), next(0)}, arma::vec{d(1), next(1)});
  }
  figure.save(out / "bowl_axes.svg");
}

void draw_cloud_axes(const arma::mat& x, const Components& c,
                     const std::filesystem::path& out) {
  arma::mat turned = x;
  turned.each_col() -= c.mean;
  turned = c.directions.t() * turned;
  nn::Figure as_is = cloud("The cloud and its axes | 点云和它的轴", x, c, 15);
  nn::Figure on_axes =
      cloud("turned | 旋转后", turned, on_the_axes(c.variance), 15);
  nn::Figure white = cloud("and stretched | 再伸缩", pca_whitened(c, x),
                           on_the_axes(arma::vec{1, 1}), 3);
  as_is.x_label("area, tens of m² | 面积（十平方米）");
  as_is.y_label("age, years | 房龄（年）");
  for (nn::Figure* figure : {&on_axes, &white})
    figure->x_label("along axis 1 | 沿轴 1").y_label("along axis 2 | 沿轴 2");
  nn::save_row(out / "axes.svg", {as_is, on_axes, white});
}

}  // namespace chapter02
