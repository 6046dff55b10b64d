/// A synthetic set of color images: five shapes, each in a warm and in a cold
/// color; and what becomes of them in another light.
#pragma once

#include <array>
#include <cstdint>

#include "nn/data/dataset.hpp"

namespace chapter15 {

// #region light
/// How much of a scene's red, green and blue reaches the camera, and how much
/// white comes on top: a value v becomes gain v + haze.
struct Light {
  double red = 1, green = 1, blue = 1, haze = 0;
};

constexpr Light fog_light{0.4, 0.4, 0.4, 0.45};
/// In the evening: half as bright, and yellow.
constexpr Light lamp_light{0.55, 0.45, 0.3, 0};
// #endregion light

/// `count` images of 16 x 16 pixels in ten classes, as many of each, by day. A
/// class is a shape and a color; place, size, shade and background differ.
nn::Dataset color_shapes(std::size_t count, std::uint64_t seed);

/// The same scenes in that light.
nn::Dataset in_light(const nn::Dataset& scenes, const Light& light);

}  // namespace chapter15
