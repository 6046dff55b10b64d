/// Images in a frame of zeros.
#pragma once

#include <cstddef>
#include <cstdint>

#include "nn/core/window.hpp"

namespace nn::cpu {

/// An image (height x width pixels of `channels`) with `margin` pixels of
/// zeros on all sides.
struct Frame {
  std::size_t height = 0, width = 0, channels = 0, margin = 0;

  std::size_t row() const { return (width + 2 * margin) * channels; }
  std::size_t size() const { return (height + 2 * margin) * row(); }
  /// The first pixel of the image itself.
  std::size_t inside() const { return margin * row() + margin * channels; }
};

/// Copies the image into its frame; the zeros are there already.
void put_into_frame(const Frame& frame, const float* image, float* framed);

/// A gradient from after a ReLU and a max pooling, one of them, or neither.
struct Gradient {
  const float* dy = nullptr;
  const float* y = nullptr;  ///< dy counts where y > 0; null: no ReLU
  /// Which pixel of its window each number belongs to, in windows of 2x2 pixels
  /// side by side; dy and y have a quarter of the pixels. Null: no pooling.
  const std::uint8_t* places = nullptr;
};

/// Puts the gradient before ReLU and pooling into the frame, and adds all its
/// pixels, channel by channel, to `sum`: in windows of 2x2 pixels, (a + b) +
/// (c + d), with or without pooling. Returns where the next image, or the
/// rest of a larger one, begins.
Gradient put_gradient_into_frame(const Frame& frame, const Gradient& gradient,
                                 float* framed, float* sum);

/// Adds every number of the patches (the windows of one image side by side, see
/// reference::Convolution) to the pixel that it came from.
void add_patches(const WindowedShape& shape, const float* patches,
                 float* image);

}  // namespace nn::cpu
