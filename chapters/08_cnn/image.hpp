/// An image as the loops see it, and as the library stores it.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/shape.hpp"

namespace chapter08 {

/// height x width x channels: x(i, j, c) is row i from the top, column j.
using Image = arma::cube;

/// An image of one channel.
Image gray(const arma::mat& pixels);
nn::Shape shape_of(const Image& x);

/// The library's column: pixel by pixel, row by row, channels fastest.
arma::vec column_of(const Image& x);

/// The inverse. ShapeError unless the column has as many numbers as the
/// shape.
Image image_of(const arma::vec& column, const nn::Shape& shape);

/// The largest |a - b|; infinite if the sizes differ, NaN stays NaN.
double distance(const Image& a, const Image& b);

}  // namespace chapter08
