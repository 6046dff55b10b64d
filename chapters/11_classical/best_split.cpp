#include "best_split.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "side.hpp"

namespace chapter11 {
namespace {

/// The samples in the order of one feature, equal ones by their number.
arma::uvec in_order(const arma::mat& x, arma::uword feature,
                    const arma::uvec& samples) {
  std::vector<std::pair<double, arma::uword>> order(samples.n_elem);
  for (arma::uword i = 0; i < samples.n_elem; ++i)
    order[i] = {x(feature, samples(i)), samples(i)};
  std::sort(order.begin(), order.end());
  arma::uvec sorted(samples.n_elem);
  for (arma::uword i = 0; i < samples.n_elem; ++i)
    sorted(i) = order[i].second;
  return sorted;
}

}  // namespace

// #region best-split
/// Tries every threshold of one feature: in the order of its values, sample
/// after sample moves from the right side to the left.
void try_feature(const TreeData& data, const arma::uvec& samples,
                 arma::uword feature, const TreeOptions& options,
                 SplitChoice& best) {
  const arma::uvec order = in_order(data.x, feature, samples);
  Side left(data.targets.n_rows), right(data.targets.n_rows);
  for (arma::uword sample : order)
    right.add(data, sample);
  const double all = right.weight;
  for (arma::uword i = 0; i + 1 < order.n_elem; ++i) {
    left.add(data, order(i));
    right.add(data, order(i), -1);
    const double here = data.x(feature, order(i));
    const double next = data.x(feature, order(i + 1));
    if (here == next) continue;  // no threshold lies between them
    if (std::min(i + 1, order.n_elem - i - 1) < options.min_leaf) continue;
    const double cost = (left.weight * left.impurity(options.impurity) +
                         right.weight * right.impurity(options.impurity)) /
                        all;
    if (cost < best.cost) best = {feature, here / 2 + next / 2, cost};
  }
}

SplitChoice best_split(const TreeData& data, const arma::uvec& samples,
                       const arma::uvec& features, const TreeOptions& options) {
  SplitChoice best;
  for (arma::uword feature : features)
    try_feature(data, samples, feature, options, best);
  return best;
}
// #endregion best-split

}  // namespace chapter11
