#include "impurity.hpp"

#include <cmath>

namespace chapter11 {

// #region impurity
double entropy(const arma::vec& counts) {
  const double n = arma::accu(counts);
  double bits = 0;
  for (double count : counts)
    if (count > 0) bits -= count / n * std::log2(count / n);
  return bits;
}

double gini(const arma::vec& counts) {
  const double n = arma::accu(counts);
  double same = 0;  // the chance that both have the same class
  for (double count : counts)
    same += count / n * (count / n);
  return 1 - same;
}
// #endregion impurity

}  // namespace chapter11
