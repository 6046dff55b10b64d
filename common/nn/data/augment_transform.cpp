#include "nn/data/augment_transform.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "nn/core/random.hpp"

namespace nn {
namespace {

using Words = std::array<std::uint32_t, 4>;

/// Uniform in (-range, range).
double around_zero(std::uint32_t word, double range) {
  return range * (2 * augment_uniform(word) - 1);
}

/// Uniform in 0 … n-1; n is small compared to 2^32, so the bias is negligible.
std::uint32_t integer(std::uint32_t word, std::uint64_t n) {
  return static_cast<std::uint32_t>(word * n >> 32);
}

double draw_shift(std::uint32_t word, const Augment& augment) {
  if (!augment.integer_shift) return around_zero(word, augment.shift);
  const auto n = static_cast<std::uint64_t>(2 * augment.shift) + 1;
  return integer(word, n) - augment.shift;
}

Affine draw_affine(const Augment& augment, const Words& first,
                   const Words& second) {
  return {.flip = augment.flip && second[1] >> 31 != 0,
          .shear = around_zero(second[0], augment.shear),
          .scale = 1 + around_zero(first[3], augment.scale),
          .degrees = around_zero(first[2], augment.rotation),
          .dx = draw_shift(first[0], augment),
          .dy = draw_shift(first[1], augment)};
}

std::size_t rounded(double length, std::size_t most) {
  return static_cast<std::size_t>(
      std::clamp(std::round(length), 1.0, static_cast<double>(most)));
}

Transform::Rectangle draw_rectangle(const Words& words, const Shape& shape) {
  const double share = std::lerp(0.02, 0.33, augment_uniform(words[0]));
  const double form = std::exp(
      std::lerp(std::log(0.3), std::log(3.3), augment_uniform(words[1])));
  const double area = share * static_cast<double>(shape.pixels());
  Transform::Rectangle r;
  r.height = rounded(std::sqrt(area * form), shape.height);
  r.width = rounded(std::sqrt(area / form), shape.width);
  r.top = integer(words[2], shape.height - r.height + 1);
  r.left = integer(words[3], shape.width - r.width + 1);
  return r;
}

/// A factor of 1 where nothing is to change, so that it is left out.
double draw_factor(std::uint32_t word, double range) {
  return range > 0 ? 1 + around_zero(word, range) : 1;
}

ColorChange draw_colors(const Augment& augment, const Words& words) {
  ColorChange colors{.brightness = draw_factor(words[0], augment.brightness),
                     .contrast = draw_factor(words[1], augment.contrast),
                     .saturation = draw_factor(words[2], augment.saturation)};
  for (std::uint32_t i = integer(words[3], 6); i > 0; --i)
    std::next_permutation(colors.order.begin(), colors.order.end());
  return colors;
}

}  // namespace

std::array<std::uint32_t, 4> augment_words(const AugmentKey& key,
                                           std::uint32_t block) {
  return philox({block, key.sample, key.epoch,
                 static_cast<std::uint32_t>(Stream::augment)},
                {static_cast<std::uint32_t>(key.seed),
                 static_cast<std::uint32_t>(key.seed >> 32)});
}

Transform Transform::of(const Affine& affine, const Shape& shape) {
  const double angle = affine.degrees * std::numbers::pi / 180;
  const double c = std::cos(angle) / affine.scale;
  const double s = std::sin(angle) / affine.scale;
  const double k = affine.shear, mirror = affine.flip ? -1 : 1;
  // All steps in reverse: rotate by -angle (y points down), undo the scaling,
  // undo the shear, mirror.
  Transform t;
  t.matrix = {mirror * (c - k * s), mirror * (-s - k * c), s, c};
  const double x = (static_cast<double>(shape.width) - 1) / 2;
  const double y = (static_cast<double>(shape.height) - 1) / 2;
  const double from_x = x + affine.dx, from_y = y + affine.dy;
  t.offset = {x - t.matrix[0] * from_x - t.matrix[1] * from_y,
              y - t.matrix[2] * from_x - t.matrix[3] * from_y};
  return t;
}

Transform draw(const Augment& augment, const Shape& shape,
               const AugmentKey& key) {
  const Words second = augment_words(key, 1);
  Transform t =
      Transform::of(draw_affine(augment, augment_words(key, 0), second), shape);
  if (augment_uniform(second[2]) < augment.erase)
    t.erased = draw_rectangle(augment_words(key, 2), shape);
  if (augment.elastic > 0) {
    t.elastic = true;
    draw_elastic(t, augment.elastic, key);
  }
  if (augment.brightness > 0 || augment.contrast > 0 || augment.saturation > 0)
    t.color = draw_colors(augment, augment_words(key, 21));
  return t;
}

}  // namespace nn
