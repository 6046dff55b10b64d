/// What augmented colors are good for when the light changes.
#pragma once

#include <cstdint>
#include <string>

#include "nn/core/armadillo.hpp"

namespace chapter15 {

/// Errors on new scenes, in percent: by day, and the same scenes in fog and by
/// lamp.
struct LightErrors {
  double day = 0, fog = 0, lamp = 0;
};

/// Trains a small convolutional network by day, with this augmentation ("none",
/// "color:0.6" …). The same seed gives the same scenes and the same first
/// weights, whatever the augmentation.
LightErrors train_by_day(const std::string& augment, std::uint64_t seed,
                         int epochs, double rate);

/// The same for seeds from `seed` on; one column a run: day, fog, lamp.
arma::mat light_trials(const std::string& augment, std::uint64_t seed,
                       std::uint32_t runs, int epochs, double rate = 0.015);

}  // namespace chapter15
