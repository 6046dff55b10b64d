/// Early and late fusion, with both inputs and with one of them missing.
#pragma once

#include <vector>

#include "fusion.hpp"

namespace chapter15 {

/// A way to use two inputs.
struct FusionWay {
  std::string name;
  Fusion fusion;
  double dropped = 0;  ///< FusionLesson::dropped
  bool apart = false;  ///< two networks trained alone; logits added in use
};
const std::vector<FusionWay>& fusion_ways();

struct FusionData {
  Tagged train, validation, test;
};
/// Of the ten kinds of clothes. The words are drawn by this seed; `faults` are
/// those of the training images' words.
FusionData fusion_data(std::size_t train, std::size_t test, std::uint64_t seed,
                       const WordFaults& faults = {});

/// Shares of right answers on one set: with both inputs, and without one.
struct FusionScore {
  double both = 0, no_words = 0, no_image = 0;
};
FusionScore score_of(const FusionWay& way, const FusionData& data,
                     const Tagged& test, const FusionLesson& lesson);

/// Adam's rate for all ways: the test
/// each_way_of_fusing_has_a_rate_that_suits_it compares it with others.
inline constexpr double fusion_rate = 1e-2;

/// The scores of a way by seed: new words, new weights, new batches each time.
struct FusionScores {
  std::string name;
  arma::rowvec both, no_words, no_image;
};
std::vector<FusionScores> compare_fusions(std::size_t train, std::size_t test,
                                          std::size_t steps, std::size_t seeds,
                                          std::uint64_t seed);

}  // namespace chapter15
