/// How images are prepared for training.
#pragma once

#include "components.hpp"

namespace chapter02 {

/// How many principal components PCA whitening keeps.
inline constexpr arma::uword kept_components = 100;
/// Added to the variances (of bytes) before ZCA whitening divides by their
/// square roots: below a spread of 25 of 255, directions are mostly noise.
inline constexpr double white_floor = 25.0 * 25.0;

/// One way to prepare images, learned from the training images.
struct Preparation {
  std::string name;  ///< in both languages
  std::function<arma::mat(const arma::mat&)> apply;
};

/// The methods that the chapter compares, all fitted on `train` alone; PCA
/// whitening keeps the components `kept`.
std::vector<Preparation> preparations(const arma::mat& train,
                                      const Components& kept);

}  // namespace chapter02
