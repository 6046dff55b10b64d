/// Texts as counts of their words.
#pragma once

#include <string>
#include <vector>

#include "samples.hpp"

namespace chapter11 {

/// Texts: data.x(word, text) is how often the word stands in it.
struct Texts {
  std::vector<std::string> words;
  Samples data;
  arma::vec unknown;  ///< the counts of one more text, whose class is sought
};

/// Four texts of two classes, and a fifth: the example of Manning et al. 2008,
/// table 13.1. Class 1 is about China.
Texts four_texts();

}  // namespace chapter11
