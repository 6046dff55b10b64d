#include "pegasos.hpp"

namespace chapter11 {

// #region pegasos
Plane pegasos(const arma::mat& samples, const arma::vec& y, double C,
              arma::uword steps, nn::Random& random) {
  const arma::mat x =
      arma::join_cols(samples, arma::ones<arma::rowvec>(samples.n_cols));
  const double lambda = 1 / (C * double(x.n_cols));
  arma::vec w(x.n_rows, arma::fill::zeros), sum = w;
  for (arma::uword t = 1; t <= steps; ++t) {
    const auto i = random.integer(std::uint32_t(x.n_cols));
    const double rate = 1 / (lambda * double(t));
    const bool short_of_margin = y(i) * arma::dot(w, x.col(i)) < 1;
    w *= 1 - rate * lambda;  // the penalty's gradient is lambda w
    if (short_of_margin) w += rate * y(i) * x.col(i);
    if (2 * t > steps) sum += w;
  }
  const arma::vec mean = sum / double(steps - steps / 2);
  return {mean.head(samples.n_rows), mean.back()};
}
// #endregion pegasos

double objective_with_bias(const Plane& plane, const arma::mat& samples,
                           const arma::vec& y, double C) {
  return primal_objective(plane, samples, y, C) + plane.b * plane.b / 2;
}

}  // namespace chapter11
