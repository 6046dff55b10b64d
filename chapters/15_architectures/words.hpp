/// A second input: a word for each image, as a seller would tag it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nn/core/armadillo.hpp"

namespace chapter15 {

/// Three words for each of the ten kinds of clothes, kind by kind.
const std::vector<std::string>& vocabulary();
inline constexpr std::size_t words_per_class = 3;

/// How bad the words are.
struct WordFaults {
  double missing = 0.1;  ///< no word at all
  double wrong = 0.25;   ///< of those that are there: of one of the other kinds
};

/// A word for each label, as its number in the vocabulary; -1 where there is
/// none.
std::vector<std::int32_t> draw_words(const std::vector<std::int32_t>& labels,
                                     const WordFaults& faults,
                                     std::uint64_t seed);

/// Column i is 1 in the row of word i, and 0 elsewhere. words x samples
arma::fmat one_hot_words(const std::vector<std::int32_t>& words);

}  // namespace chapter15
