/// Square parts of images.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/shape.hpp"

namespace chapter15 {

/// Row and column of a pixel.
struct Corner {
  arma::uword row = 0, column = 0;
};

/// The pixels of a square of an image with one channel, row by row, `corner`
/// at its upper left.
arma::uvec square_pixels(const nn::Shape& image, const Corner& corner,
                         arma::uword side);

/// A column as it is drawn, height x width.
arma::mat picture_of(const arma::fvec& column, const nn::Shape& image);

/// A coarse map, enlarged to the size of the image: each pixel lies between
/// four places (bilinear). `map`: pixels of `from`.
arma::fvec enlarged_map(const arma::fvec& map, const nn::Shape& from,
                        const nn::Shape& to);

}  // namespace chapter15
