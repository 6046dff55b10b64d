/// What becomes of a map when its image moves. Sources: notes C7; Azulay and
/// Weiss, "Why do deep convolutional networks generalize so poorly to small
/// image transformations?", JMLR 20, 2019.
#pragma once

#include <functional>

#include "nn/core/random.hpp"

#include "convolution.hpp"

namespace chapter08 {

/// Any function from images to images.
using Map = std::function<Image(const Image&)>;

/// All channels moved to the right; what comes in is 0.
Image moved_right(const Image& x, arma::uword pixels);

/// A 3 x 3 convolution that keeps the size; `stride` 2 halves it.
Map convolution(const arma::mat& kernel, arma::uword stride = 1);

/// The same windows, but each place has a random kernel of its own: no weight
/// is shared.
Map local_windows(arma::uword height, arma::uword width, nn::Random& random);

/// How far f(moved x) is from f(x), moved by as many columns as fit best: 0 if
/// the map moves as the image does. `margin`: columns of the map at either
/// side that are not compared.
double shift_error(const Map& f, const Image& x, arma::uword pixels,
                   arma::uword margin);

/// How much f(x) changes when x moves, as a share of its length: 0 if f does
/// not notice.
double change(const Map& f, const Image& x, arma::uword pixels);

}  // namespace chapter08
