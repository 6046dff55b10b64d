/// Color pictures from files, and their preparation for torchvision's
/// networks.
#pragma once

#include <filesystem>

#include "nn/core/armadillo.hpp"

namespace chapter15 {

/// height x width x (red, green, blue).
using Picture = arma::Cube<arma::u8>;

/// Reads a binary PPM (P6) or PGM (P5: gray, for all three colors) with one
/// byte a number. DataError for anything else: what, where, what to do.
Picture read_picture(const std::filesystem::path& file);

/// A row for each pixel of the result: how much of each of `from` pixels it
/// takes. A triangle over the old pixels, as wide as the new ones are apart
/// (but at least one old pixel): torchvision's bilinear resize with
/// antialiasing, which is Pillow's. to x from
arma::mat resampling(arma::uword from, arma::uword to);

/// Another size; 0 … 255.
arma::cube resized(const Picture& picture, arma::uword height,
                   arma::uword width);

/// torchvision's preparation of test images: the shorter side becomes `side`
/// pixels, of which the middle `crop` x `crop` are kept; then 0 … 1, minus
/// ImageNet's mean, divided by its standard deviation, color by color. One
/// column, colors fastest. DataError for a strip more than 50 times as long as
/// wide.
arma::fvec prepared(const Picture& picture, arma::uword side = 256,
                    arma::uword crop = 224);

}  // namespace chapter15
