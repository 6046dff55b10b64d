#include "figures_margins.hpp"

#include <cmath>
#include <numbers>
#include <string>

#include "nn/figures/figure.hpp"

namespace chapter11 {
namespace {

/// Rings of this radius around points: one line, broken between them.
arma::mat rings_around(const arma::mat& points, double radius) {
  constexpr arma::uword corners = 20;
  arma::mat line(2, points.n_cols * (corners + 2));
  line.fill(arma::datum::nan);
  for (arma::uword i = 0; i < points.n_cols; ++i)
    for (arma::uword c = 0; c <= corners; ++c) {
      const double angle = 2 * std::numbers::pi * double(c) / corners;
      line.col(i * (corners + 2) + c) =
          points.col(i) + radius * arma::vec{std::cos(angle), std::sin(angle)};
    }
  return line;
}

/// The samples, f = -1, 0 and 1, and rings around the support vectors.
nn::Figure machine_figure(const std::string& title, const Samples& data,
                          const Kernel& kernel, double C, double reach) {
  const Machine machine =
      fit_machine(data.x, plus_minus(data.y), kernel, {C, 1e-6});
  constexpr arma::uword n = 81;
  arma::mat points(2, n * n);
  for (arma::uword i = 0; i < n; ++i)
    for (arma::uword j = 0; j < n; ++j)
      points.col(i + j * n) =
          reach * (2 * arma::vec{double(j), double(i)} / (n - 1) - 1);
  const nn::Grid grid{arma::reshape(decision(machine, points), n, n), -reach,
                      reach, -reach, reach};
  nn::Figure figure(title);
  figure.size(320, 345).x_range(-reach, reach).y_range(-reach, reach);
  figure.contours(grid, {-1, 1});
  for (arma::uword c : {0, 1}) {
    const arma::mat x = data.x.cols(arma::find(data.y == c));
    figure.points(x.row(0).t(), x.row(1).t());
  }
  const arma::mat rings = rings_around(machine.support, 0.05 * reach);
  figure.line(rings.row(0).t(), rings.row(1).t());
  figure.boundary(grid, 0);
  return figure;
}

}  // namespace

void draw_streets(const std::filesystem::path& out, const Samples& apart,
                  const Samples& close) {
  nn::save_row(
      out / "streets.svg",
      {machine_figure("Apart | 分得开", apart, linear_kernel(), 1000, 5),
       machine_figure("C = 10", close, linear_kernel(), 10, 5),
       machine_figure("C = 0.02", close, linear_kernel(), 0.02, 5)});
}

void draw_kernels(const std::filesystem::path& out, const Samples& rings) {
  nn::save_row(out / "kernels.svg",
               {machine_figure("Polynomial, degree 2 | 多项式核，2 次", rings,
                               polynomial_kernel(1, 1, 2), 1, 2.5),
                machine_figure("RBF, gamma = 1 | RBF 核，gamma = 1", rings,
                               rbf_kernel(1), 1, 2.5),
                machine_figure("RBF, gamma = 100 | RBF 核，gamma = 100", rings,
                               rbf_kernel(100), 1, 2.5)});
}

}  // namespace chapter11
