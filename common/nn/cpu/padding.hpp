/// Images with zeros around them.
#pragma once

#include <cstddef>
#include <cstdint>

#include "nn/core/window.hpp"

namespace nn::cpu {

/// An image (height x width pixels of `channels`) with `padding` pixels of
/// zeros on all sides.
struct PaddedShape {
  std::size_t height = 0, width = 0, channels = 0, padding = 0;

  std::size_t row() const { return (width + 2 * padding) * channels; }
  std::size_t size() const { return (height + 2 * padding) * row(); }
  /// The first pixel of the image itself.
  std::size_t inside() const { return padding * row() + padding * channels; }
};

/// Copies the image into its padded form; the zeros are there already.
void pad(const PaddedShape& shape, const float* image, float* padded);

/// A gradient from after a ReLU and a max pooling, one of them, or neither.
struct Gradient {
  const float* dy = nullptr;
  const float* y = nullptr;  ///< dy counts where y > 0; null: no ReLU
  /// Which pixel of its window each number belongs to, in windows of 2x2 pixels
  /// side by side; dy and y have a quarter of the pixels. Null: no pooling.
  const std::uint8_t* argmax = nullptr;
};

/// Puts the gradient before ReLU and pooling into a padded image, and adds all
/// its pixels, channel by channel, to `sum`: in windows of 2x2 pixels, (a + b)
/// + (c + d), with or without pooling. Returns where the next image, or the
/// rest of a larger one, begins.
Gradient pad_gradient(const PaddedShape& shape, const Gradient& gradient,
                      float* padded, float* sum);

/// Adds every number of the patches (the windows of one image side by side, see
/// reference::Convolution) to the pixel that it came from.
void add_patches(const WindowedShape& shape, const float* patches,
                 float* image);

}  // namespace nn::cpu
