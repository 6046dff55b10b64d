#include "nn/support/window.hpp"

namespace nn {

WindowedShape slide(const Window& window, const Shape& in,
                    std::size_t out_channels) {
  const Shape out = {out_channels, window.count(in.height),
                     window.count(in.width)};
  if (window.kernel == 0 || window.stride == 0)
    throw ShapeError("expects a kernel and a stride of at least 1");
  if (out.height == 0 || out.width == 0)
    throw ShapeError("expects images of at least " +
                     std::to_string(window.kernel) + "x" +
                     std::to_string(window.kernel) + " pixels, padding " +
                     std::to_string(window.padding) + " included");
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
