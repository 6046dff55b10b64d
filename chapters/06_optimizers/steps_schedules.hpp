/// The steps about the learning rate over the course of training.
#pragma once

#include "nn/program/program.hpp"

#include "images.hpp"
#include "outcome.hpp"

namespace chapter06 {

void noise_floor(const nn::Options& options);
void schedules(const nn::Options& options);
/// What the first run of each schedule ends with from rate 0.2.
std::vector<Outcome> schedules_on_images(const Images& images,
                                         const Amount& amount,
                                         const nn::Options& options);
/// `from_02`: what the step above has found out.
void schedules_at_their_best(const Images& images, const Amount& amount,
                             const std::vector<Outcome>& from_02,
                             const nn::Options& options);

}  // namespace chapter06
