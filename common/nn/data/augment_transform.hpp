/// A random transform of one image: where each pixel comes from.
#pragma once

#include <array>
#include <cstdint>

#include "nn/core/shape.hpp"
#include "nn/data/augment.hpp"

namespace nn {

/// Which image of which epoch: the same key gives the same transform, in any
/// order and on any thread.
struct AugmentKey {
  std::uint64_t seed = 1;
  std::uint32_t epoch = 0;
  std::uint32_t sample = 0;  ///< its index in the data set
};

/// The steps of an affine transform, in this order, about the image's center.
struct Affine {
  bool flip = false;      ///< left to right
  double shear = 0;       ///< x becomes x + shear * y
  double scale = 1;       ///< > 0
  double degrees = 0;     ///< counterclockwise, as displayed
  double dx = 0, dy = 0;  ///< then shifted by this many pixels right and down
};

enum class ColorStep : std::uint8_t { brightness, contrast, saturation };

/// Factors of the three steps, which are taken in this order.
struct ColorChange {
  std::array<ColorStep, 3> order{ColorStep::brightness, ColorStep::contrast,
                                 ColorStep::saturation};
  double brightness = 1, contrast = 1, saturation = 1;  ///< 1: no change

  bool any() const {
    return brightness != 1 || contrast != 1 || saturation != 1;
  }
};

/// Output pixel (x, y), x to the right and y down from the top left pixel,
/// takes its value from the source position
///
///     matrix * (x, y) + offset + d(x, y)
///
/// where d, in pixels, is bilinear between a grid of control points, whose
/// outermost lie on the outermost pixels. Then the colors change; then `erased`
/// is painted black.
struct Transform {
  static constexpr std::size_t controls = 6;  ///< in a row and in a column
  using Displacements = std::array<float, controls * controls>;
  struct Rectangle {
    std::size_t top = 0, left = 0, height = 0, width = 0;
  };

  /// The map of an affine transform: its inverse, because it leads from the
  /// output to the source.
  static Transform of(const Affine& affine, const Shape& shape);

  std::array<double, 4> matrix{1, 0, 0, 1};  ///< row by row
  std::array<double, 2> offset{0, 0};        ///< x, y
  bool elastic = false;                      ///< else d is 0
  Displacements dx{}, dy{};                  ///< d at the control points
  ColorChange color;
  Rectangle erased;
};

/// Draws the transform of one image. Allocates nothing.
Transform draw(const Augment& augment, const Shape& shape,
               const AugmentKey& key);

// Parts of draw() that the reference shares.

/// Four of the image's random words. Each use has its own words, so enabling
/// one changes nothing for the others:
/// block 0: shift x, shift y, rotation, scale; 1: shear, flip, whether to
/// erase; 2: the rectangle's area, aspect ratio, row, column; 3 … 20: the
/// elastic grid: in block 3 + k, words 0, 1 are for control point k, words 2, 3
/// for k + 18; 21: brightness, contrast, saturation, their order.
std::array<std::uint32_t, 4> augment_words(const AugmentKey& key,
                                           std::uint32_t block);

/// Uniform in (0, 1), with 23 bits: exact in float too.
constexpr double augment_uniform(std::uint32_t word) {
  return ((word >> 9) + 0.5) * 0x1p-23;
}

/// Fills transform.dx and dy with N(0, deviation) (Box-Muller: a point's two
/// words give distance and direction). In float; agrees with the formula within
/// 2e-6 deviations.
void draw_elastic(Transform& transform, double deviation,
                  const AugmentKey& key);

}  // namespace nn
