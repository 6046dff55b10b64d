/// Real images: as columns of numbers, and as small color pictures.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter04 {

/// Images as columns of pixels in 0 ... 1, and their classes.
struct Images {
  arma::fmat pixels;  ///< features x count
  std::vector<std::int32_t> labels;
  std::vector<std::string> class_names;

  arma::uword size() const { return pixels.n_cols; }
};

/// Training and test images.
struct ImageSets {
  Images train, test;
};

/// The first images that the library finds, or nothing and a line that says
/// why.
std::optional<ImageSets> load_sets(std::size_t train, std::size_t test);

/// A column of 28 x 28 pixels as a picture. Pixels are stored row by row, but
/// Armadillo stores columns: hence the transpose.
arma::mat picture(const arma::fvec& pixels);

/// A picture of at most 32 x 32 as 32 * 32 * 3 = 3072 numbers: centered on
/// black, each pixel three times, for red, green and blue.
arma::vec color_pixels(const arma::mat& picture);

/// What each pixel adds to a score, w % x, summed over its three colors:
/// 32 x 32.
arma::mat pixel_parts(const arma::vec& parts);

/// Numbers around 0 as grays around 1/2: white is +largest, black -largest.
arma::mat as_grays(const arma::mat& values, double largest);

}  // namespace chapter04
