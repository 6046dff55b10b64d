#include "figures_neighbors.hpp"

#include "nn/figures/figure.hpp"

#include "../neighbors.hpp"

namespace chapter11 {
namespace {

/// Which class k neighbors vote for, over the moons.
nn::Figure border(const Samples& moons, arma::uword k) {
  constexpr arma::uword n = 121;
  nn::Grid grid{arma::mat(n, n), -2, 3, -1.6, 2.1};
  arma::mat points(2, n * n);
  for (arma::uword i = 0; i < n; ++i)
    for (arma::uword j = 0; j < n; ++j)
      points.col(i + j * n) = arma::vec{-2 + 5 * double(j) / (n - 1),
                                        -1.6 + 3.7 * double(i) / (n - 1)};
  const arma::uvec votes = vote(nearest(moons.x, points, k), k, moons.y);
  for (arma::uword i = 0; i < n * n; ++i)
    grid.z(i) = double(votes(i));
  nn::Figure figure(k == 1 ? "One neighbor | 1 个近邻"
                           : fmt::format("{0} neighbors | {0} 个近邻", k));
  figure.size(320, 300).x_range(-2, 3).y_range(-1.6, 2.1);
  for (arma::uword c : {0, 1}) {
    const arma::mat x = moons.x.cols(arma::find(moons.y == c));
    figure.points(x.row(0).t(), x.row(1).t());
  }
  figure.boundary(grid, 0.5);
  return figure;
}

}  // namespace

void draw_dimensions(const std::filesystem::path& out,
                     const std::vector<Dimension>& rows) {
  arma::vec features(rows.size()), share = features, nearest = features;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    features(i) = double(rows[i].features);
    share(i) = 100 * rows[i].share;
    nearest(i) = 100 * rows[i].nearest;
  }
  nn::Figure figure;
  figure.x_label("features | 特征数").y_label("% | %").y_range(0, 103);
  figure.line(features, share, "distances computed, of all | 计算的距离占比");
  figure.line(features, nearest,
              "nearest distance, of the mean one | 最近距离与平均距离之比");
  figure.save(out / "kd_tree.svg");
}

void draw_choices(const std::filesystem::path& out,
                  const std::vector<NamedChoice>& choices) {
  nn::Figure figure;
  figure.x_label("neighbors k | 近邻数 k")
      .y_label("leave-one-out error | 留一法误差");
  const std::vector<std::string> names{"two moons | 双月", "wine | 葡萄酒",
                                       "wine, standardized | 葡萄酒，标准化后"};
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const arma::vec& curve = choices[i].chosen.curve;
    figure.line(arma::linspace(1, double(curve.n_elem), curve.n_elem), curve,
                names.at(i));
  }
  figure.save(out / "leave_one_out.svg");
}

void draw_two_borders(const std::filesystem::path& out, const Samples& moons,
                      arma::uword k) {
  nn::save_row(out / "neighbors.svg", {border(moons, 1), border(moons, k)});
}

}  // namespace chapter11
