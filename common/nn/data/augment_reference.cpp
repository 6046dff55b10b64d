#include "nn/data/augment_reference.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace nn::reference {
namespace {

struct Position {
  double x, y;
};

/// A value between 0 and n-1, as an integer part and a fraction.
struct Place {
  std::size_t before;
  double weight;  // of the next one
};

/// The position of pixel i of n among the control points.
Place among_controls(std::size_t i, std::size_t n) {
  constexpr std::size_t last = Transform::controls - 1;
  if (n == 1) return {0, 0};
  const double at = static_cast<double>(i * last) / static_cast<double>(n - 1);
  const std::size_t before = std::min(static_cast<std::size_t>(at), last - 1);
  return {before, at - static_cast<double>(before)};
}

double between(const Transform::Displacements& d, Place x, Place y) {
  const auto row = [&](std::size_t r) {
    const std::size_t i = r * Transform::controls + x.before;
    return std::lerp(double{d[i]}, double{d[i + 1]}, x.weight);
  };
  return std::lerp(row(y.before), row(y.before + 1), y.weight);
}

Position source(const Transform& t, const Shape& shape, std::size_t x,
                std::size_t y) {
  const auto& m = t.matrix;
  const auto px = static_cast<double>(x), py = static_cast<double>(y);
  Position at = {m[0] * px + m[1] * py + t.offset[0],
                 m[2] * px + m[3] * py + t.offset[1]};
  if (t.elastic) {
    const Place column = among_controls(x, shape.width);
    const Place row = among_controls(y, shape.height);
    at.x += between(t.dx, column, row);
    at.y += between(t.dy, column, row);
  }
  return at;
}

/// Channel c of the pixel at (x, y), 0 outside the image.
double pixel(std::span<const std::uint8_t> image, const Shape& shape, double x,
             double y, std::size_t c) {
  const auto width = static_cast<double>(shape.width);
  const auto height = static_cast<double>(shape.height);
  if (x < 0 || x >= width || y < 0 || y >= height) return 0;
  const auto i = static_cast<std::size_t>(y * width + x);
  return image[i * shape.channels + c] / 255.0;
}

double bilinear(std::span<const std::uint8_t> image, const Shape& shape,
                Position at, std::size_t c) {
  const double x = std::floor(at.x), y = std::floor(at.y);
  const auto row = [&](double r) {
    return std::lerp(pixel(image, shape, x, r, c),
                     pixel(image, shape, x + 1, r, c), at.x - x);
  };
  return std::lerp(row(y), row(y + 1), at.y - y);
}

bool inside(const Transform::Rectangle& r, std::size_t x, std::size_t y) {
  return y >= r.top && y < r.top + r.height && x >= r.left &&
         x < r.left + r.width;
}

/// factor * value + (1 - factor) * other, between 0 and 1.
double blend(double value, double other, double factor) {
  return std::clamp(factor * value + (1 - factor) * other, 0.0, 1.0);
}

void change_brightness(std::span<double> pixels, double factor) {
  for (double& value : pixels)
    value = blend(value, 0, factor);
}

void change_contrast(std::span<double> pixels, std::size_t channels,
                     double factor) {
  double sum = 0;
  for (std::size_t i = 0; i < pixels.size(); i += channels)
    sum += gray(pixels.subspan(i, channels));
  const double mean = sum / static_cast<double>(pixels.size() / channels);
  for (double& value : pixels)
    value = blend(value, mean, factor);
}

void change_saturation(std::span<double> pixels, std::size_t channels,
                       double factor) {
  for (std::size_t i = 0; i < pixels.size(); i += channels) {
    const auto pixel = pixels.subspan(i, channels);
    const double own = gray(pixel);
    for (double& value : pixel)
      value = blend(value, own, factor);
  }
}

}  // namespace

// #region gray
double gray(std::span<const double> pixel) {
  if (pixel.size() == 3)
    return 0.2989 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
  return std::accumulate(pixel.begin(), pixel.end(), 0.0) /
         static_cast<double>(pixel.size());
}
// #endregion gray

// #region change_colors
void change_colors(std::span<double> pixels, std::size_t channels,
                   const ColorChange& change) {
  for (const ColorStep step : change.order) {
    if (step == ColorStep::brightness)
      change_brightness(pixels, change.brightness);
    if (step == ColorStep::contrast)
      change_contrast(pixels, channels, change.contrast);
    if (step == ColorStep::saturation)
      change_saturation(pixels, channels, change.saturation);
  }
}
// #endregion change_colors

std::vector<double> augment(std::span<const std::uint8_t> image,
                            const Shape& shape, const Transform& transform) {
  std::vector<double> out;
  out.reserve(shape.features());
  for (std::size_t y = 0; y < shape.height; ++y)
    for (std::size_t x = 0; x < shape.width; ++x) {
      const Position at = source(transform, shape, x, y);
      for (std::size_t c = 0; c < shape.channels; ++c)
        out.push_back(bilinear(image, shape, at, c));
    }
  change_colors(out, shape.channels, transform.color);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::size_t pixel = i / shape.channels;
    if (inside(transform.erased, pixel % shape.width, pixel / shape.width))
      out[i] = 0;
  }
  return out;
}

void draw_elastic(Transform& transform, double deviation,
                  const AugmentKey& key) {
  const auto set = [&](std::size_t i, std::uint32_t distance,
                       std::uint32_t turn) {
    const double radius =
        deviation * std::sqrt(-2 * std::log(augment_uniform(distance)));
    const double angle = 2 * std::numbers::pi * augment_uniform(turn);
    transform.dx[i] = static_cast<float>(radius * std::cos(angle));
    transform.dy[i] = static_cast<float>(radius * std::sin(angle));
  };
  const std::size_t half = transform.dx.size() / 2;
  for (std::size_t k = 0; k < half; ++k) {
    const auto words = augment_words(key, static_cast<std::uint32_t>(3 + k));
    set(k, words[0], words[1]);
    set(k + half, words[2], words[3]);
  }
}

}  // namespace nn::reference
