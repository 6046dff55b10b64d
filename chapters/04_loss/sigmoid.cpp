#include "sigmoid.hpp"

#include <algorithm>
#include <cmath>

namespace chapter04 {

double sigmoid(double z) {
  return 1 / (1 + std::exp(-z));
}

// #region binary-cross-entropy
/// A yes-or-no question: -log p if the answer is yes (1), else -log(1 - p),
/// where p = sigmoid(z). Written without e^|z|, which could overflow.
double binary_cross_entropy(double z, double target) {
  return std::max(z, 0.0) - z * target + std::log1p(std::exp(-std::abs(z)));
}
// #endregion binary-cross-entropy

double binary_cross_entropy_naive(double z, double target) {
  const double p = sigmoid(z);
  return -target * std::log(p) - (1 - target) * std::log(1 - p);
}

}  // namespace chapter04
