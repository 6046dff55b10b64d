/// The steps about the learning rate over the course of training.
#pragma once

#include "nn/program/program.hpp"

#include "images.hpp"

namespace chapter06 {

void noise_floor(const nn::Options& options);
void schedules(const nn::Options& options);
void schedules_on_images(const Images& images, const Amount& amount,
                         const nn::Options& options);
void schedules_at_their_best(const Images& images, const Amount& amount,
                             const nn::Options& options);

}  // namespace chapter06
