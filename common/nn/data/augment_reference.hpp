/// Augmentation by the formula, in double: for reading, and for the tests,
/// which compare the fast version (augment_resample.hpp) with it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nn/data/augment_transform.hpp"

namespace nn::reference {

/// The transformed image (bytes in the layout of Shape), 0 … 1.
std::vector<double> augment(std::span<const std::uint8_t> image,
                            const Shape& shape, const Transform& transform);

/// N(0, deviation) for the control points, by Box and Muller's formula.
void draw_elastic(Transform& transform, double deviation,
                  const AugmentKey& key);

}  // namespace nn::reference
