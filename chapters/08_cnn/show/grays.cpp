#include "grays.hpp"

#include <algorithm>

namespace chapter08 {

arma::mat enlarged(const arma::mat& image, arma::uword times) {
  return arma::kron(image, arma::mat(times, times, arma::fill::ones));
}

arma::mat signed_grays(const arma::mat& values) {
  const double most = std::max(arma::abs(values).max(), 1e-12);
  return 0.5 + values / (2 * most);
}

arma::mat grays(const arma::mat& values) {
  return values / std::max(values.max(), 1e-12);
}

}  // namespace chapter08
