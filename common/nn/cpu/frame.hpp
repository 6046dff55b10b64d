/// Images in a frame of zeros, and as columns of patches.
#pragma once

#include <cstddef>

#include "nn/support/window.hpp"

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

/// The same for the gradient behind a ReLU: `image` where `y` > 0, else 0. And
/// adds all pixels, channel by channel, to `sum`. `y` may be null (no ReLU).
void put_gradient_into_frame(const Frame& frame, const float* image,
                             const float* y, float* framed, float* sum);

/// The windows of one image side by side, see reference::Convolution.
void make_patches(const WindowedShape& shape, const float* image,
                  float* patches);
/// Adds every number of the patches to the pixel that it came from.
void add_patches(const WindowedShape& shape, const float* patches,
                 float* image);

}  // namespace nn::cpu
