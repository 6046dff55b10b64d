#include "nn/core/shape.hpp"

namespace nn {

std::string to_string(const Shape& shape) {
  const std::string channels = std::to_string(shape.channels);
  if (shape.is_vector()) return channels;
  return channels + "x" + std::to_string(shape.height) + "x" +
         std::to_string(shape.width);
}

}  // namespace nn
