#include "soft_kmeans.hpp"

#include "mixture.hpp"

namespace chapter12 {

// #region soft-kmeans
SoftKMeans soft_kmeans(const arma::mat& x, const arma::mat& start,
                       double variance, int most) {
  Mixture mixture = mixture_around(x, start);
  mixture.covariances.each_slice() =
      variance * arma::mat(x.n_rows, x.n_rows, arma::fill::eye);
  arma::mat shares;
  for (int step = 0; step < most; ++step) {
    shares = expectation(mixture, x).responsibilities;
    const arma::mat means = maximization(x, shares).means;
    const double moved = arma::abs(means - mixture.means).max();
    mixture.means = means;
    if (moved < 1e-9) break;
  }
  return {mixture.means, shares};
}
// #endregion soft-kmeans

}  // namespace chapter12
