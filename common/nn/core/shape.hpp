/// The shape of one sample.
#pragma once

#include <cstddef>
#include <string>

namespace nn {

/// Channels, height and width of one sample; a plain vector of n features is
/// n x 1 x 1. A sample is stored as one column, pixel by pixel, with the
/// channel index varying fastest: feature (y * width + x) * channels + c.
struct Shape {
  std::size_t channels = 0;
  std::size_t height = 1;
  std::size_t width = 1;

  /// Length of the column that holds one sample.
  constexpr std::size_t features() const { return channels * height * width; }
  constexpr std::size_t pixels() const { return height * width; }
  constexpr bool is_vector() const { return height == 1 && width == 1; }

  friend constexpr bool operator==(const Shape&, const Shape&) = default;
};

/// Some of an image's channels: `first`, first + 1, … (`count` of them), among
/// `of`.
struct ChannelSlice {
  std::size_t first = 0, count = 0, of = 0;
};

/// "784" for a vector, "16x14x14" (channels x height x width) for an image.
std::string to_string(const Shape& shape);

}  // namespace nn
