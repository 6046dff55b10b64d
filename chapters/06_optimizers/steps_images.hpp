/// The steps on images: which learning rates, and which optimizer.
#pragma once

#include "nn/program/program.hpp"

#include "image_race.hpp"
#include "images.hpp"

namespace chapter06 {

/// The best rates, for the race after it.
Sweep every_learning_rate(const Images& images, const nn::Options& options);
void race_on_images(const Images& images, const Sweep& found,
                    const Amount& amount, const nn::Options& options);

}  // namespace chapter06
