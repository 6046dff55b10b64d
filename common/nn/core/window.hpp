/// A window that slides over an image: convolution and pooling.
#pragma once

#include "nn/core/error.hpp"
#include "nn/core/shape.hpp"

namespace nn {

/// Square windows of `kernel` x `kernel` pixels, one every `stride` pixels, on
/// an image with `padding` pixels of margin on all four sides.
struct Window {
  std::size_t kernel = 3;
  std::size_t stride = 1;
  std::size_t padding = 0;

  constexpr std::size_t taps() const { return kernel * kernel; }

  /// How many windows fit side by side on `size` pixels; 0 if none does.
  constexpr std::size_t count(std::size_t size) const {
    const std::size_t padded = size + 2 * padding;
    return padded < kernel ? 0 : (padded - kernel) / stride + 1;
  }

  friend constexpr bool operator==(const Window&, const Window&) = default;
};

/// A window on images of shape `in`, with `out.channels` numbers per position.
struct WindowedShape {
  Shape in;
  Shape out;
  Window window;
};

/// The shape of the output; ShapeError if the window is empty or larger than
/// the padded image, or if a number is out of range for an image.
WindowedShape slide(const Window& window, const Shape& in,
                    std::size_t out_channels);

/// "3x3", "3x3, stride 2, padding 1"
std::string to_string(const Window& window);

}  // namespace nn
