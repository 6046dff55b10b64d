/// Shifts by whole pixels, mirrored or not: bytes stay bytes.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "nn/data/augment_resample.hpp"

namespace nn {
namespace {

bool is_whole(double x) {
  return x == std::floor(x);
}

/// Is the map a shift by whole pixels, mirrored or not?
bool only_copies(const Transform& t) {
  return !t.elastic && std::abs(t.matrix[0]) == 1 && t.matrix[1] == 0 &&
         t.matrix[2] == 0 && t.matrix[3] == 1 && is_whole(t.offset[0]) &&
         is_whole(t.offset[1]);
}

/// A source index as one of 0 … n-1; n if it is outside.
std::size_t within(double index, std::size_t n) {
  const bool inside = index >= 0 && index < static_cast<double>(n);
  return inside ? static_cast<std::size_t>(index) : n;
}

}  // namespace

bool Resampler::copy(const std::uint8_t* image, const Transform& t) {
  if (!only_copies(t)) return false;
  const std::size_t c = shape_.channels, width = shape_.width;
  std::uint8_t* to = copied_.data();
  std::ranges::fill(copied_, std::uint8_t{0});
  // Output columns that have a source, and the source of the first.
  const double step = t.matrix[0], start = t.offset[0];
  const auto end = static_cast<double>(width);
  const double low = step > 0 ? -start : start - end + 1;
  const double high = step > 0 ? end - start : start + 1;
  const auto first = static_cast<std::size_t>(std::clamp(low, 0.0, end));
  const auto last = static_cast<std::size_t>(std::clamp(high, 0.0, end));
  if (first >= last) return true;
  const auto from =
      static_cast<std::size_t>(start + step * static_cast<double>(first));
  for (std::size_t y = 0; y < shape_.height; ++y, to += width * c) {
    const std::size_t row =
        within(static_cast<double>(y) + t.offset[1], shape_.height);
    if (row == shape_.height) continue;
    const std::uint8_t* const pixel = image + (row * width + from) * c;
    if (step > 0) {
      std::memcpy(to + first * c, pixel, (last - first) * c);
    } else if (c == 1) {
      std::reverse_copy(pixel - (last - first - 1), pixel + 1, to + first);
    } else {
      for (std::size_t x = first; x < last; ++x)
        std::memcpy(to + x * c, pixel - (x - first) * c, c);
    }
  }
  return true;
}

}  // namespace nn
