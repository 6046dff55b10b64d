#include "projection.hpp"

#include <cmath>

namespace chapter11 {

// #region projection
arma::vec least_squares(const arma::mat& A, const arma::vec& y) {
  arma::mat Q, R;
  arma::qr_econ(Q, R, A);
  return arma::solve(arma::trimatu(R), Q.t() * y);
}

arma::mat projection_onto(const arma::mat& A) {
  arma::mat Q, R;
  arma::qr_econ(Q, R, A);
  return Q * Q.t();
}
// #endregion projection

arma::vec orthogonal_line(const arma::vec& x, const arma::vec& y) {
  const arma::vec u = x - arma::mean(x), v = y - arma::mean(y);
  const double uu = arma::dot(u, u), vv = arma::dot(v, v), uv = arma::dot(u, v);
  const double slope =
      (vv - uu + std::sqrt((vv - uu) * (vv - uu) + 4 * uv * uv)) / (2 * uv);
  return {arma::mean(y) - slope * arma::mean(x), slope};
}

}  // namespace chapter11
