#include "nn/data/augment_resample.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <type_traits>

#include "nn/data/augment_color.hpp"

namespace nn {
namespace {

constexpr std::size_t controls = Transform::controls;

std::size_t round_up(std::size_t n, std::size_t multiple) {
  return (n + multiple - 1) / multiple * multiple;
}

/// Pixel i of n among the control points: 0 … controls - 1.
double among_controls(std::size_t i, std::size_t n) {
  if (n == 1) return 0;
  return static_cast<double>(i * (controls - 1)) / static_cast<double>(n - 1);
}

/// The pixel, of n in a row, at which control point i lies.
float control_position(std::size_t i, std::size_t n) {
  return static_cast<float>(i * (n - 1)) / (controls - 1);
}

using cpu::Integers, cpu::Vector;
using Unsigned [[gnu::vector_size(sizeof(Integers))]] = std::uint32_t;

Vector to_float(Integers x) {
  return __builtin_convertvector(x, Vector);
}

/// The integer part of x, at most `edge`. Negative numbers, huge when taken as
/// unsigned, become `edge` too.
Integers whole(Vector x, std::int32_t edge) {
  const auto found = (Unsigned) __builtin_convertvector(x, Integers);
  const auto most = (Unsigned)(edge - Integers{});
  return (Integers)(found < most ? found : most);
}

/// Byte k of each number.
Vector byte(Integers x, int k) {
  return to_float((Integers)((Unsigned)x >> 8 * k & 255));
}

/// out[i] = image[i * channels].
void take_channel(const std::uint8_t* __restrict image, std::size_t channels,
                  std::size_t pixels, std::uint8_t* __restrict out) {
  const auto take = [=](auto stride) {
    for (std::size_t i = 0; i < pixels; ++i)
      out[i] = image[i * stride];
  };
  // Strides known at compile time become vector instructions.
  if (channels == 1) return take(std::integral_constant<std::size_t, 1>{});
  if (channels == 3) return take(std::integral_constant<std::size_t, 3>{});
  take(channels);
}

/// With a number of channels known at compile time.
template <std::size_t channels>
void interleave_channels(const float* __restrict planes, std::size_t plane,
                         std::size_t pixels, float* __restrict out) {
  for (std::size_t i = 0; i < pixels; ++i)
    for (std::size_t k = 0; k < channels; ++k)
      out[i * channels + k] = planes[k * plane + i];
}

}  // namespace

Resampler::Resampler(const Shape& shape)
    : shape_(shape),
      stride_(std::max(block, std::bit_ceil(shape.width + 2 * border))),
      plane_(stride_ * (shape.height + border + 1)),
      padded_(shape.width * (shape.height + 2) + stride_),
      inside_(stride_),
      pairs_(plane_ * shape.channels),
      copied_(shape.features()),
      width_(round_up(shape.width, cpu::lanes)),
      column_weights_(controls * width_),
      rows_x_(controls * width_),
      rows_y_(controls * width_),
      row_before_(shape.height),
      row_weight_(shape.height),
      plane_out_(shape.pixels() + cpu::lanes),
      planes_(plane_out_ * shape.channels) {
  if (shape.channels == 1 && shape.pixels() >= width_)
    rows_in_place_ = (shape.pixels() - width_) / shape.width + 1;
  std::fill_n(inside_.begin() + border, shape.width, std::uint16_t{0xffff});
  for (std::size_t i = 0; i < control_x_.size(); ++i) {
    control_x_[i] = control_position(i % controls, shape.width);
    control_y_[i] = control_position(i / controls, shape.height);
  }
  for (std::size_t x = 0; x < shape.width; ++x)
    for (std::size_t j = 0; j < controls; ++j)
      column_weights_[j * width_ + x] = static_cast<float>(
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
  // Colors are changed between 0 and 1, and standardized after that.
  const bool colors = transform.color.any();
  const Standardization now = colors ? Standardization{} : standardize;
  if (copy(image, transform)) {
    to_unit_interval(copied_.data(), out, shape_.features(), now);
  } else {
    load(image);
    place_control_rows(transform);
    resample({0, rows_in_place_}, now, out);
    resample({rows_in_place_, shape_.height}, now, planes_.data());
    interleave(out);
  }
  if (colors)
    change_colors({out, shape_.features()}, shape_.channels, transform.color,
                  standardize);
  erase(transform.erased, standardize, out);
}

/// Builds the pairs. The rows above and below the image are black and stay so.
void Resampler::load(const std::uint8_t* image) {
  const std::size_t c = shape_.channels, width = shape_.width;
  for (std::size_t k = 0; k < c; ++k) {
    take_channel(image + k, c, shape_.pixels(),
                 padded_.data() + width + border);
    std::uint16_t* const pairs = pairs_.data() + k * plane_ + stride_;
    for (std::size_t y = 0; y <= shape_.height; ++y)
      pair_rows(padded_.data() + y * width, pairs + y * stride_);
  }
}

/// One row of pixels and the one below. Pixels left or right of the image
/// belong to other rows; inside_ makes them black.
inline void Resampler::pair_rows(const std::uint8_t* __restrict above,
                                 std::uint16_t* __restrict pairs) const {
  const std::uint8_t* __restrict const below = above + shape_.width;
  const std::uint16_t* __restrict const inside = inside_.data();
  for (std::size_t x0 = 0; x0 < stride_; x0 += block)
#pragma omp simd
    for (std::size_t i = 0; i < block; ++i) {
      const int both = above[x0 + i] | below[x0 + i] << 8;
      pairs[x0 + i] = static_cast<std::uint16_t>(both & inside[x0 + i]);
    }
}

/// The source positions of the control points, and from them those of all
/// columns of the control rows.
void Resampler::place_control_rows(const Transform& t) {
  const auto f = [](double x) { return static_cast<float>(x); };
  const float xx = f(t.matrix[0]), xy = f(t.matrix[1]);
  const float yx = f(t.matrix[2]), yy = f(t.matrix[3]);
  // Pair (y, x) begins at pixel (y - border, x - border).
  const float x0 = f(t.offset[0] + border), y0 = f(t.offset[1] + border);
  Transform::Displacements x, y;
#pragma omp simd
  for (std::size_t i = 0; i < x.size(); ++i) {
    x[i] = xx * control_x_[i] + xy * control_y_[i] + x0 + t.dx[i];
    y[i] = yx * control_x_[i] + yy * control_y_[i] + y0 + t.dy[i];
  }
  between_columns(x, rows_x_);
  between_columns(y, rows_y_);
}

/// Interpolates one coordinate of the control points to all columns, and how
/// much it changes until the next control row.
void Resampler::between_columns(const Transform::Displacements& at,
                                Rows& rows) {
  for (std::size_t x = 0; x < width_; x += cpu::lanes) {
    const float* const w = column_weights_.data() + x;
    Vector before{};
    for (std::size_t r = 0; r < controls; ++r) {
      Vector here = at[r * controls] * cpu::load(w);
      for (std::size_t j = 1; j < controls; ++j)
        here += at[r * controls + j] * cpu::load(w + j * width_);
      cpu::store(&rows.at[r * width_ + x], here);
      if (r > 0) cpu::store(&rows.change[(r - 1) * width_ + x], here - before);
      before = here;
    }
  }
}

// #region resample
/// Computes some rows of the new image, each channel in its own plane.
void Resampler::resample(Range rows, Standardization standardize,
                         float* to) const {
  const auto edge = static_cast<std::int32_t>(shape_.width + border);
  const auto bottom = static_cast<std::int32_t>(shape_.height + border);
  const float scale = standardize.factor / 255, black = standardize(0);
  const int shift = std::countr_zero(stride_);
  // Copies, because `to` might alias anything, even this object's members.
  const std::size_t channels = shape_.channels, width = width_;
  const std::size_t plane = plane_, plane_out = plane_out_;
  const std::uint16_t* const pairs = pairs_.data();
  for (std::size_t y = rows.begin; y < rows.end; ++y) {
    const std::size_t above = row_before_[y] * width;
    const float weight = row_weight_[y];
    // The next row overwrites what a vector writes beyond its row.
    float* const row = to + y * shape_.width;
    for (std::size_t x = 0; x < width; x += cpu::lanes) {
      const Vector sx = rows_x_(above + x, weight);
      const Vector sy = rows_y_(above + x, weight);
      const Integers ix = whole(sx, edge), iy = whole(sy, bottom);
      const Vector right = sx - to_float(ix), below = sy - to_float(iy);
      const Integers index = (iy << shift) + ix;
      for (std::size_t k = 0; k < channels; ++k) {
        // #region four_pixels
        const Integers quad = cpu::gather_pairs(pairs + k * plane, index);
        const Vector a = byte(quad, 0), b = byte(quad, 2);
        const Vector c = byte(quad, 1), d = byte(quad, 3);
        const Vector top = cpu::fma(right, b - a, a);
        const Vector low = cpu::fma(right, d - c, c);
        const Vector pixel = cpu::fma(below, low - top, top);
        // #endregion four_pixels
        cpu::store(row + k * plane_out + x,
                   cpu::fma(pixel, cpu::all(scale), cpu::all(black)));
      }
    }
  }
}
// #endregion resample

/// Interleaves the channel planes into pixels.
void Resampler::interleave(float* out) const {
  const std::size_t c = shape_.channels, n = shape_.pixels();
  const float* const planes = planes_.data();
  if (c == 1) {
    const std::size_t done = rows_in_place_ * shape_.width;
    std::copy(planes + done, planes + n, out + done);
  } else if (c == 3) {
    interleave_channels<3>(planes, plane_out_, n, out);
  } else {
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t k = 0; k < c; ++k)
        out[i * c + k] = planes[k * plane_out_ + i];
  }
}

void Resampler::erase(const Transform::Rectangle& r,
                      Standardization standardize, float* out) const {
  const std::size_t c = shape_.channels;
  for (std::size_t y = r.top; y < r.top + r.height; ++y)
    std::fill_n(out + (y * shape_.width + r.left) * c, r.width * c,
                standardize(0));
}

}  // namespace nn
