/// Brightness, contrast and saturation, in float; agrees with the formulas of
/// augment_reference.hpp within 2e-6. Sums are taken pixel after pixel, so that
/// a picture has the same bits everywhere.
#pragma once

#include <cstddef>
#include <span>

#include "nn/data/augment_transform.hpp"
#include "nn/data/pixels.hpp"

namespace nn {

/// Changes an image in place. `pixels`, 0 … 1, have their channels fastest;
/// after each step they are cut off at 0 and 1. A factor of 1 leaves them as
/// they are, to the last bit; so does any saturation, if there is one channel.
void change_colors(std::span<float> pixels, std::size_t channels,
                   const ColorChange& change);

/// The same, and then standardizes them.
void change_colors(std::span<float> pixels, std::size_t channels,
                   const ColorChange& change, Standardization standardize);

}  // namespace nn
