/// Many trees on samples drawn with replacement: bagging and random forests.
/// Source: Breiman 1996 and 2001.
#pragma once

#include <cstdint>
#include <vector>

#include "tree.hpp"

namespace chapter11 {

/// Trees, and how often each had drawn each sample (0: out of its bag).
struct Forest {
  std::vector<Tree> trees;
  std::vector<arma::vec> drawn;
};

/// n draws from n samples, with replacement: how often each came.
arma::vec bootstrap_counts(arma::uword n, nn::Random& random);

/// Tree t uses stream t of the seed, so it does not depend on the others.
/// With features_per_split = 0 this is bagging, with fewer a random forest.
Forest grow_forest(const Samples& data, arma::uword trees,
                   const TreeOptions& options, std::uint64_t seed);

/// Mean of the trees' class shares, of the first `trees` (0: all).
arma::mat forest_shares(const Forest& forest, const arma::mat& x,
                        arma::uword trees = 0);

/// The error on these samples with the first 1, 2, … trees.
arma::vec errors_by_trees(const Forest& forest, const Samples& data);

/// The same on the training samples, each judged only by trees that have not
/// drawn it; a sample that all have drawn so far does not count.
arma::vec out_of_bag_errors(const Forest& forest, const Samples& train);

/// How far two trees of the forest agree: the correlation of the class shares
/// that they give, a mean over the pairs of the first ten trees.
double mean_correlation(const Forest& forest, const Samples& data);

}  // namespace chapter11
