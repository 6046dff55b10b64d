/// What the steps about ensembles measure, for other seeds, too.
#pragma once

#include <cstdint>

#include "samples.hpp"

namespace chapter11 {

/// One number per draw of two moons.
struct BaggingResult {
  arma::vec one, many;  ///< test errors of a tree and of the mean of many
  /// The share of test samples on which two of the same kind, learned from two
  /// training sets, disagree.
  arma::vec one_differs, many_differ;
};
BaggingResult bag_moons(arma::uword draws, arma::uword trees,
                        std::uint64_t seed);

/// Test errors, draws x 6: the four learners, stacked out of fold, stacked on
/// predictions for samples that the learners had seen.
arma::mat stack_moons(arma::uword draws, std::uint64_t seed);

/// Ten normal numbers a sample; the class is a coin flip.
Samples coin_flips(arma::uword n, std::uint64_t seed, std::uint32_t draw);

/// Errors of a tree and of a random forest on such samples, one per draw.
struct CoinResult {
  arma::vec tree_training, tree_test;
  arma::vec forest_training, out_of_bag, forest_test;
};
CoinResult learn_coin_flips(arma::uword draws, arma::uword trees,
                            std::uint64_t seed);

}  // namespace chapter11
