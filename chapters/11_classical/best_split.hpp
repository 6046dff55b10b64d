/// The best question about numbers: every feature, every threshold.
#pragma once

#include "tree.hpp"

namespace chapter11 {

/// "Is x(feature) at most threshold?" `cost` is the mean impurity after the
/// answer; infinite if no split is allowed.
struct SplitChoice {
  arma::uword feature = 0;
  double threshold = 0;
  double cost = arma::datum::inf;

  bool found() const { return cost < arma::datum::inf; }
};

/// The split of these samples with the smallest cost. Of equal ones, that of
/// the feature that comes first in `features`, then the smallest threshold.
SplitChoice best_split(const TreeData& data, const arma::uvec& samples,
                       const arma::uvec& features, const TreeOptions& options);

}  // namespace chapter11
