#include "nn/data/augment_resample.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace nn {
namespace {

constexpr std::size_t controls = Transform::controls;

std::size_t round_up(std::size_t n, std::size_t multiple) {
  return (n + multiple - 1) / multiple * multiple;
}

bool is_whole(double x) {
  return x == std::floor(x);
}

/// Is the map a shift by whole pixels, mirrored or not?
bool only_copies(const Transform& t) {
  return !t.elastic && std::abs(t.matrix[0]) == 1 && t.matrix[1] == 0 &&
         t.matrix[2] == 0 && t.matrix[3] == 1 && is_whole(t.offset[0]) &&
         is_whole(t.offset[1]);
}

/// Pixel i of n among the control points: 0 … controls - 1.
double among_controls(std::size_t i, std::size_t n) {
  if (n == 1) return 0;
  return static_cast<double>(i * (controls - 1)) / static_cast<double>(n - 1);
}

/// With a number of channels that the compiler knows.
template <std::size_t channels>
void interleave_channels(const float* __restrict planes, std::size_t stride,
                         std::size_t pixels, float* __restrict out) {
  for (std::size_t i = 0; i < pixels; ++i)
    for (std::size_t k = 0; k < channels; ++k)
      out[i * channels + k] = planes[k * stride + i];
}

/// From a source index to one of 0 … n-1; else n.
std::size_t within(double index, std::size_t n) {
  const bool inside = index >= 0 && index < static_cast<double>(n);
  return inside ? static_cast<std::size_t>(index) : n;
}

}  // namespace

Resampler::Resampler(const Shape& shape)
    : shape_(shape),
      // Positions -1 … width, and the right neighbour of the last.
      stride_(round_up(shape.width + 3, lanes)),
      plane_(stride_ * (shape.height + 2)),
      padded_(stride_ * (shape.height + 3) + lanes),
      pairs_(plane_ * shape.channels),
      blocks_(round_up(shape.width, lanes) / lanes),
      copied_(shape.features()),
      // The last block of the last row may go beyond the image.
      planes_(shape.channels * round_up(shape.pixels() + lanes, lanes)),
      plane_out_(round_up(shape.pixels() + lanes, lanes)),
      column_weights_(controls * blocks_ * lanes),
      fields_(2 * controls * blocks_ * lanes),
      row_before_(shape.height),
      row_weight_(shape.height) {
  for (std::size_t x = 0; x < shape.width; ++x)
    for (std::size_t j = 0; j < controls; ++j)
      column_weights_[j * blocks_ * lanes + x] = static_cast<float>(
          std::max(0.0, 1 - std::abs(among_controls(x, shape.width) -
                                     static_cast<double>(j))));
  for (std::size_t y = 0; y < shape.height; ++y) {
    const double at = among_controls(y, shape.height);
    row_before_[y] = std::min(static_cast<std::size_t>(at), controls - 2);
    row_weight_[y] =
        static_cast<float>(at - static_cast<double>(row_before_[y]));
  }
}

void Resampler::operator()(const std::uint8_t* image,
                           const Transform& transform,
                           Standardization standardize, float* out) {
  if (only_copies(transform)) {
    copy(image, transform);
    to_unit_interval(copied_.data(), out, shape_.features(), standardize);
  } else {
    load(image);
    if (transform.elastic) {
      spread(transform);
      resample<true>(transform);
    } else {
      resample<false>(transform);
    }
    interleave(standardize, out);
  }
  erase(transform.erased, standardize, out);
}

/// Shift by whole pixels, mirrored or not: bytes stay bytes.
void Resampler::copy(const std::uint8_t* image, const Transform& t) {
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
  if (first >= last) return;
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
}

/// Makes the pairs. The border of padded_ is black and stays so.
void Resampler::load(const std::uint8_t* image) {
  const std::size_t c = shape_.channels, width = shape_.width;
  for (std::size_t k = 0; k < c; ++k) {
    for (std::size_t y = 0; y < shape_.height; ++y) {
      std::uint8_t* const row = padded_.data() + (y + 1) * stride_ + 1;
      const std::uint8_t* const pixels = image + y * width * c + k;
      if (c == 1)
        std::memcpy(row, pixels, width);
      else
        for (std::size_t x = 0; x < width; ++x)
          row[x] = pixels[x * c];
    }
    const std::uint8_t* __restrict const here = padded_.data();
    const std::uint8_t* __restrict const below = here + stride_;
    std::uint16_t* __restrict const pairs = pairs_.data() + k * plane_;
#pragma omp simd
    for (std::size_t i = 0; i < plane_; ++i)
      pairs[i] = static_cast<std::uint16_t>(here[i] | below[i] << 8);
  }
}

/// The field on the control rows, for every column of the image: fields_ =
/// control values x column weights.
void Resampler::spread(const Transform& transform) {
  const std::size_t width = blocks_ * lanes;
  for (std::size_t r = 0; r < 2 * controls; ++r) {
    const float* const d =
        r < controls ? transform.dx.data() + r * controls
                     : transform.dy.data() + (r - controls) * controls;
    const float* __restrict const w = column_weights_.data();
    float* __restrict const field = fields_.data() + r * width;
    for (std::size_t x0 = 0; x0 < width; x0 += lanes)
#pragma omp simd
      for (std::size_t x = x0; x < x0 + lanes; ++x)
        field[x] = d[0] * w[x] + d[1] * w[width + x] + d[2] * w[2 * width + x] +
                   d[3] * w[3 * width + x] + d[4] * w[4 * width + x] +
                   d[5] * w[5 * width + x];
  }
}

template <bool elastic>
void Resampler::resample(const Transform& t) {
  // Pair (y, x) begins at pixel (y - 1, x - 1).
  const auto f = [](double x) { return static_cast<float>(x); };
  const Map map = {f(t.matrix[0]), f(t.matrix[1]), f(t.offset[0] + 1),
                   f(t.matrix[2]), f(t.matrix[3]), f(t.offset[1] + 1)};
  for (std::size_t y = 0; y < shape_.height; ++y)
    for (std::size_t b = 0; b < blocks_; ++b) {
      place<elastic>(map, y, b * lanes);
      // What a block has beyond the row, the next row overwrites.
      for (std::size_t k = 0; k < shape_.channels; ++k)
        blend(k,
              planes_.data() + k * plane_out_ + y * shape_.width + b * lanes);
    }
}

/// Where the 16 pixels from (y, x0) on come from.
template <bool elastic>
void Resampler::place(const Map& map, std::size_t y, std::size_t x0) {
  const auto py = static_cast<float>(y), px = static_cast<float>(x0);
  const float row_x = map.xy * py + map.x0, row_y = map.yy * py + map.y0;
  const auto right = static_cast<float>(shape_.width + 1);
  const auto bottom = static_cast<float>(shape_.height + 1);
  const auto stride = static_cast<std::int32_t>(stride_);
  const std::size_t width = blocks_ * lanes;
  const float* const dx = fields_.data() + row_before_[y] * width + x0;
  const float* const dy = dx + controls * width;
  const float weight = row_weight_[y];
#pragma omp simd
  for (std::size_t i = 0; i < lanes; ++i) {
    const float x = px + static_cast<float>(static_cast<std::int32_t>(i));
    float sx = map.xx * x + row_x, sy = map.yx * x + row_y;
    if constexpr (elastic) {
      sx += dx[i] + weight * (dx[i + width] - dx[i]);
      sy += dy[i] + weight * (dy[i + width] - dy[i]);
    }
    sx = sx < 0 ? 0 : sx;
    sx = sx > right ? right : sx;
    sy = sy < 0 ? 0 : sy;
    sy = sy > bottom ? bottom : sy;
    const auto ix = static_cast<std::int32_t>(sx);
    const auto iy = static_cast<std::int32_t>(sy);
    index_[i] = iy * stride + ix;
    right_[i] = sx - static_cast<float>(ix);
    below_[i] = sy - static_cast<float>(iy);
  }
}

void Resampler::blend(std::size_t plane, float* __restrict out) const {
  // Two pairs side by side are the four pixels around a place.
  using Quad [[gnu::aligned(2), gnu::may_alias]] = std::uint32_t;
  const std::uint16_t* const pairs = pairs_.data() + plane * plane_;
  const auto byte = [](std::uint32_t word) {
    return static_cast<float>(static_cast<std::int32_t>(word & 255));
  };
#pragma omp simd
  for (std::size_t i = 0; i < lanes; ++i) {
    const std::uint32_t quad =
        *reinterpret_cast<const Quad*>(pairs + index_[i]);
    const float a = byte(quad), c = byte(quad >> 8);
    const float b = byte(quad >> 16), d = byte(quad >> 24);
    const float top = a + right_[i] * (b - a);
    const float bottom = c + right_[i] * (d - c);
    out[i] = top + below_[i] * (bottom - top);
  }
}

/// The channels, one after the other, become pixels.
void Resampler::interleave(Standardization standardize, float* out) {
  const std::size_t c = shape_.channels, n = shape_.pixels();
  if (c == 1) return to_unit_interval(planes_.data(), out, n, standardize);
  for (std::size_t k = 0; k < c; ++k) {
    float* const plane = planes_.data() + k * plane_out_;
    to_unit_interval(plane, plane, n, standardize);
  }
  if (c == 3) return interleave_channels<3>(planes_.data(), plane_out_, n, out);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < c; ++k)
      out[i * c + k] = planes_[k * plane_out_ + i];
}

void Resampler::erase(const Transform::Rectangle& r,
                      Standardization standardize, float* out) const {
  const std::size_t c = shape_.channels;
  for (std::size_t y = r.top; y < r.top + r.height; ++y)
    std::fill_n(out + (y * shape_.width + r.left) * c, r.width * c,
                standardize(0));
}

}  // namespace nn
