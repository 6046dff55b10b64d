#include "batch_norm.hpp"

namespace chapter07 {

// #region forward-loops
/// BN, algorithm 1, for the m values of one feature. The four steps are the
/// paper's four lines.
arma::rowvec batch_norm_of_feature(const arma::rowvec& x, double gamma,
                                   double beta, double epsilon) {
  const double m = double(x.n_elem);
  double mean = 0, variance = 0;
  for (double value : x)
    mean += value / m;  // 1
  for (double value : x)
    variance += (value - mean) * (value - mean) / m;  // 2
  arma::rowvec y(x.n_elem);
  for (arma::uword i = 0; i < x.n_elem; ++i) {
    const double normalized = (x(i) - mean) / std::sqrt(variance + epsilon);
    y(i) = gamma * normalized + beta;  // the line above is 3, this one 4
  }
  return y;
}
// #endregion forward-loops

// #region backward
/// BN, section 3: the chain rule through all four steps. x affects the loss in
/// three ways: directly, through the variance and through the mean.
BatchNormGradient batch_norm_gradient(const Normalized& n,
                                      const arma::vec& gamma,
                                      const arma::mat& dy) {
  const double m = double(dy.n_cols);
  const arma::mat centered = n.x_hat.each_col() % n.deviation;
  const arma::mat dx_hat = dy.each_col() % gamma;
  const arma::vec dvariance =
      arma::sum(dx_hat % centered, 1) / (-2 * arma::pow(n.deviation, 3));
  const arma::vec dmean = -arma::sum(dx_hat, 1) / n.deviation -
                          2 * dvariance % arma::mean(centered, 1);
  arma::mat dx = dx_hat.each_col() / n.deviation;
  dx += centered.each_col() % (2 / m * dvariance);
  dx.each_col() += dmean / m;
  return {dx, arma::sum(dy % n.x_hat, 1), arma::sum(dy, 1)};
}
// #endregion backward

// #region forgetful
/// A common mistake: mean and variance treated as constants.
BatchNormGradient forgetful_gradient(const Normalized& n,
                                     const arma::vec& gamma,
                                     const arma::mat& dy) {
  return {dy.each_col() % (gamma / n.deviation), arma::sum(dy % n.x_hat, 1),
          arma::sum(dy, 1)};
}
// #endregion forgetful

}  // namespace chapter07
