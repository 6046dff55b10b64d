/// Images as columns of numbers.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/data/dataset.hpp"

namespace chapter02 {

/// Some images: pixels from 0 (black) to 255 (white), one image per column.
struct Images {
  arma::mat x;        ///< features x images
  arma::uvec labels;  ///< one per image
  arma::mat targets;  ///< classes x images: 1 at the label, else 0
};

/// The images first ... first + n - 1 of a data set.
Images images_of(const nn::Dataset& data, std::size_t first, std::size_t n);

/// A column as a picture, height x width. Pixels are stored in the column row
/// by row, Armadillo fills column by column: so reshape, then transpose.
arma::mat picture(const arma::vec& column, const nn::Shape& shape);

/// Pixels that are the same in every image, often the corners.
arma::uword constant_pixels(const arma::mat& x);

}  // namespace chapter02
