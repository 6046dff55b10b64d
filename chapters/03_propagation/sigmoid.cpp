#include "sigmoid.hpp"

#include <cmath>

namespace chapter03 {

// #region sigmoid
/// Between 0 and 1, and 1/2 at 0: the larger the sum, the larger the output.
double sigmoid(double net) {
  return 1 / (1 + std::exp(-net));
}
/// Without the minus sign, as the notes print it: it decreases.
double sigmoid_without_minus(double net) {
  return 1 / (1 + std::exp(net));
}
// #endregion sigmoid

arma::mat sigmoid(const arma::mat& net) {
  return 1 / (1 + arma::exp(-net));
}

}  // namespace chapter03
