/// A function of the plane as figures draw it.
#pragma once

#include "nn/figures/figure.hpp"

#include "../functions.hpp"

namespace chapter05 {

/// A function of the plane over a square, for contours and heat maps.
nn::Grid over_square(const Function& f, double low, double high);

}  // namespace chapter05
