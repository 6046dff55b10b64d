/// One side of a split: sums to which samples are added one by one.
#pragma once

#include "nn/core/armadillo.hpp"

#include "impurity.hpp"
#include "tree.hpp"

namespace chapter11 {

/// The weights, the targets and their squares, summed over some samples.
struct Side {
  double weight = 0;
  arma::vec sum;
  double squares = 0;

  explicit Side(arma::uword outputs) : sum(outputs, arma::fill::zeros) {}

  /// factor 1 adds a sample, -1 takes it away.
  void add(const TreeData& data, arma::uword sample, double factor = 1) {
    const double w = factor * data.weights(sample);
    const double* t = data.targets.colptr(sample);
    weight += w;
    for (arma::uword k = 0; k < sum.n_elem; ++k) {
      sum(k) += w * t[k];
      squares += w * t[k] * t[k];
    }
  }

  /// Variance, mean of squares minus squared mean. The squares of 0 and 1 are
  /// 0 and 1, so for classes this is 1 - sum of p^2: the Gini impurity.
  double impurity(Impurity kind) const {
    if (kind == Impurity::entropy) return entropy(sum);
    double of_means = 0;
    for (double s : sum)
      of_means += s / weight * (s / weight);
    return squares / weight - of_means;
  }
};

}  // namespace chapter11
