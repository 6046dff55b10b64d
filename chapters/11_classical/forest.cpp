#include "forest.hpp"

#include <algorithm>

namespace chapter11 {

// #region forest
arma::vec bootstrap_counts(arma::uword n, nn::Random& random) {
  arma::vec counts(n, arma::fill::zeros);
  for (arma::uword i = 0; i < n; ++i)
    counts(random.integer(std::uint32_t(n))) += 1;
  return counts;
}

Forest grow_forest(const Samples& data, arma::uword trees,
                   const TreeOptions& options, std::uint64_t seed) {
  const arma::mat targets = one_hot(data.y, data.classes);
  Forest forest;
  for (arma::uword t = 0; t < trees; ++t) {
    nn::Random random(seed, nn::Stream::general, std::uint32_t(t));
    forest.drawn.push_back(bootstrap_counts(data.size(), random));
    forest.trees.push_back(
        grow_tree({data.x, targets, forest.drawn.back()}, options, &random));
  }
  return forest;
}

arma::mat forest_shares(const Forest& forest, const arma::mat& x,
                        arma::uword trees) {
  const arma::uword count =
      trees == 0 ? forest.trees.size()
                 : std::min<arma::uword>(trees, forest.trees.size());
  arma::mat sum = forest.trees[0].predict(x);
  for (arma::uword t = 1; t < count; ++t)
    sum += forest.trees[t].predict(x);
  return sum / double(count);
}
// #endregion forest

arma::vec errors_by_trees(const Forest& forest, const Samples& data) {
  arma::mat sum(data.classes, data.size(), arma::fill::zeros);
  arma::vec errors(forest.trees.size());
  for (arma::uword t = 0; t < errors.n_elem; ++t) {
    sum += forest.trees[t].predict(data.x);
    errors(t) = error_rate(largest_row(sum), data.y);
  }
  return errors;
}

// #region out-of-bag
arma::vec out_of_bag_errors(const Forest& forest, const Samples& train) {
  arma::mat sum(train.classes, train.size(), arma::fill::zeros);
  arma::vec errors(forest.trees.size());
  for (arma::uword t = 0; t < errors.n_elem; ++t) {
    const arma::mat shares = forest.trees[t].predict(train.x);
    for (arma::uword i = 0; i < train.size(); ++i)
      if (forest.drawn[t](i) == 0) sum.col(i) += shares.col(i);
    const arma::uvec judged = arma::find(arma::sum(sum, 0) > 0);
    const arma::uvec predicted = largest_row(sum.cols(judged));
    errors(t) = error_rate(predicted, train.y.elem(judged));
  }
  return errors;
}
// #endregion out-of-bag

double mean_correlation(const Forest& forest, const Samples& data) {
  const arma::uword trees = std::min<arma::uword>(10, forest.trees.size());
  arma::mat votes(data.size() * data.classes, trees);
  for (arma::uword t = 0; t < trees; ++t)
    votes.col(t) = arma::vectorise(forest.trees[t].predict(data.x));
  const arma::mat all = arma::cor(votes);
  return (arma::accu(all) - double(trees)) / double(trees * (trees - 1));
}

}  // namespace chapter11
