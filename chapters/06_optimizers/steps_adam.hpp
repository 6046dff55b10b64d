/// The steps about Adam's details.
#pragma once

#include "nn/program/program.hpp"

#include "images.hpp"

namespace chapter06 {

void bias_correction(const Images* images, const nn::Options& options);
void decay_in_adam(const nn::Options& options);

}  // namespace chapter06
