/// Features of an image that a person has thought of, instead of its pixels.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter09 {

// #region features
/// Regions of paper that ink encloses: 1 in a 6, 2 in an 8, none in a 5.
int holes(const arma::mat& image);

/// image: rows from top to bottom, 0 paper, 1 ink; at least 8 x 8. The holes;
/// the ink in 4 x 4 cells; how far the image is from its mirror images; and
/// for each cell, how much its strokes run in four directions. 83 numbers.
arma::vec features_of(const arma::mat& image);
// #endregion features

}  // namespace chapter09
