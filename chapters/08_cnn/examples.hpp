/// Numbers that are easy to follow with pencil and paper, and random ones for
/// comparisons.
#pragma once

#include <vector>

#include "nn/core/random.hpp"

#include "convolution.hpp"

namespace chapter08 {

/// 4 x 4 pixels and a 3 x 3 kernel; the same rows continue in large_image().
Image small_image();
arma::mat small_kernel();

/// The small image repeated over 7 x 7 pixels.
Image large_image();

/// 4 x 4 pixels of red, green and blue.
Image color_image();

/// Two kernels for it. The first: one matrix for every channel; the second:
/// the middle pixel, red minus green.
Filters color_filters();

/// 4 x 4 pixels to be pooled.
Image image_to_pool();
Image random_image(const nn::Shape& shape, nn::Random& random);
Filters random_filters(arma::uword in, arma::uword out, arma::uword kernel,
                       nn::Random& random);

/// A convolution with everything that can vary.
struct Case {
  nn::Shape input;
  arma::uword filters = 0;
  nn::Window window;
};

/// Few and many channels, all common strides and paddings, non-square images.
std::vector<Case> cases();

}  // namespace chapter08
