#include "nn/core/window.hpp"

#include <fmt/format.h>

namespace nn {
namespace {

/// Larger numbers are a mistake (-1 becomes the largest of all) and make sums
/// overflow.
constexpr std::size_t most = 32767;

void check(const char* what, std::size_t value, std::size_t least) {
  if (value < least || value > most)
    throw ShapeError(fmt::format("expects a {} of {} to {}, not {}", what,
                                 least, most,
                                 static_cast<std::ptrdiff_t>(value)));
}

}  // namespace

WindowedShape slide(const Window& window, const Shape& in,
                    std::size_t out_channels) {
  check("kernel", window.kernel, 1);
  check("stride", window.stride, 1);
  check("padding", window.padding, 0);
  const Shape out = {out_channels, window.count(in.height),
                     window.count(in.width)};
  if (out.height == 0 || out.width == 0)
    throw ShapeError(fmt::format(
        "expects images of at least {0}x{0} pixels, padding {1} included",
        window.kernel, window.padding));
  return {in, out, window};
}

std::string to_string(const Window& window) {
  const std::string size = std::to_string(window.kernel);
  std::string text = size + "x" + size;
  if (window.stride != 1) text += ", stride " + std::to_string(window.stride);
  if (window.padding != 0)
    text += ", padding " + std::to_string(window.padding);
  return text;
}

}  // namespace nn
