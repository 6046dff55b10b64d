/// Steps on color images.
#pragma once

#include "nn/program/program.hpp"

namespace chapter15 {

/// One pixel by hand, and what an augmentation makes of whole images.
void colors_by_hand(const nn::Options& options);
/// Trained by day, tested in fog and by lamp: with and without augmented
/// colors.
void another_light(const nn::Options& options);

}  // namespace chapter15
