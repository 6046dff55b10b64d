/// The images of this chapter as columns of numbers from 0 to 1.
#pragma once

#include <optional>

#include "nn/data/dataset.hpp"

namespace chapter12 {

/// Images and classes that only the tables and tests may look at.
struct Images {
  arma::mat x;        ///< pixels x images, row after row of each image
  arma::uvec labels;  ///< 0 … 9
  arma::uword side = 0;

  /// Image i as it is drawn: side x side, 1 is white.
  arma::mat picture(arma::uword i) const;
  Images first(arma::uword count) const;
};

/// 1797 handwritten digits, 8 x 8 pixels of 17 grays.
Images small_digits();

/// The first `count` training images of Fashion-MNIST, 28 x 28.
Images clothes(const nn::TrainTest& fashion, arma::uword count);

/// A column as a square picture, scaled so that its smallest number is black
/// and its largest white; with `around_zero`, 0 is gray.
arma::mat as_picture(const arma::vec& column, bool around_zero = false);

}  // namespace chapter12
