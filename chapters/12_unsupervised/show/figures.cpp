#include "figures.hpp"

#include <numbers>

namespace chapter12 {

nn::Figure plane(const std::string& title, int width, int height) {
  nn::Figure figure(title);
  figure.size(width, height).equal_axes();
  return figure;
}

void add_groups(nn::Figure& figure, const arma::mat& x,
                const arma::uvec& groups) {
  for (arma::uword group = 0; group <= groups.max(); ++group) {
    const arma::mat own = x.cols(arma::find(groups == group));
    if (own.n_cols > 0) figure.points(own.row(0).t(), own.row(1).t());
  }
}

void add_ellipse(nn::Figure& figure, const arma::vec& mean,
                 const arma::mat& covariance) {
  const arma::rowvec angle =
      arma::linspace<arma::rowvec>(0, 2 * std::numbers::pi, 73);
  const arma::mat circle = arma::join_cols(arma::cos(angle), arma::sin(angle));
  arma::mat around = 2 * arma::chol(covariance, "lower") * circle;
  around.each_col() += mean;
  figure.line(around.row(0).t(), around.row(1).t());
}

}  // namespace chapter12
