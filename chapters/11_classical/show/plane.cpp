#include "plane.hpp"

namespace chapter11 {

nn::Figure plane_figure(const std::string& title, const PlaneValues& values,
                        const Samples& data) {
  constexpr arma::uword n = 101;
  const arma::vec x = arma::linspace(-2, 3, n), y = arma::linspace(-1.5, 2, n);
  arma::mat points(2, n * n);
  for (arma::uword j = 0; j < n; ++j)
    for (arma::uword i = 0; i < n; ++i)
      points.col(j * n + i) = arma::vec{x(j), y(i)};
  const nn::Grid grid{arma::reshape(values(points), n, n), -2, 3, -1.5, 2};
  nn::Figure figure(title);
  figure.size(310, 290).x_range(-2, 3).y_range(-1.5, 2).color_range(0, 1);
  figure.heat_map(grid).boundary(grid, 0.5);
  for (arma::uword c = 0; c < 2; ++c) {
    // More samples than these would cover the boundary.
    const arma::mat of_class = data.x.cols(arma::find(data.y == c, 60));
    figure.points(of_class.row(0).t(), of_class.row(1).t());
  }
  return figure;
}

}  // namespace chapter11
