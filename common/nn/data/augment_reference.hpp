/// Augmentation by the formula, in double: for reading, and for the tests,
/// which compare the fast version (augment_resample.hpp) with it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nn/data/augment_transform.hpp"

namespace nn::reference {

/// The gray of a pixel: 0.2989 red + 0.587 green + 0.114 blue (ITU-R BT.601, as
/// in torchvision); with another number of channels, their mean.
double gray(std::span<const double> pixel);

/// Brightness, contrast and saturation, as torchvision's ColorJitter changes
/// them (functional_tensor.py, adjust_brightness and so on). `pixels`, 0 … 1,
/// have their channels fastest; after each step they are cut off at 0 and 1.
void change_colors(std::span<double> pixels, std::size_t channels,
                   const ColorChange& change);

/// The transformed image (bytes in the layout of Shape), 0 … 1.
std::vector<double> augment(std::span<const std::uint8_t> image,
                            const Shape& shape, const Transform& transform);

/// N(0, deviation) for the control points, by Box and Muller's formula.
void draw_elastic(Transform& transform, double deviation,
                  const AugmentKey& key);

}  // namespace nn::reference
