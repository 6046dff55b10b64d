/// Steps against a network, and training on what they give.
#pragma once

#include "nn/program/program.hpp"

namespace chapter15 {

/// Accuracy over the size of the step; images that became another class.
void a_small_step_against_it(const nn::Options& options);
/// What training on such images gains and costs, once.
void training_on_such_images(const nn::Options& options);
/// The same at length, with five seeds: two minutes.
void training_on_such_images_at_length(const nn::Options& options);

}  // namespace chapter15
