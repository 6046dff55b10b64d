/// The pixels that a sliding window meets: what convolution and pooling share.
#pragma once

#include "nn/core/window.hpp"

namespace nn::reference {

/// f(tap, input pixel, output pixel) for all pairs inside the image. A window's
/// taps count its pixels, row by row.
template <class F>
void for_each_tap(const WindowedShape& shape, F&& f) {
  const auto& [in, out, window] = shape;
  for (std::size_t to = 0; to < out.pixels(); ++to)
    for (std::size_t tap = 0; tap < window.taps(); ++tap) {
      const std::size_t y =
          to / out.width * window.stride + tap / window.kernel - window.padding;
      const std::size_t x =
          to % out.width * window.stride + tap % window.kernel - window.padding;
      // Left of or above the image, y and x wrap around to huge numbers.
      if (y < in.height && x < in.width) f(tap, y * in.width + x, to);
    }
}

}  // namespace nn::reference
