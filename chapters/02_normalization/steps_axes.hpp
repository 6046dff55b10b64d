/// The step about the axes of a cloud of samples.
#pragma once

#include "nn/program/program.hpp"

#include "flats.hpp"

namespace chapter02 {

void axes_of_a_cloud(const nn::Options& options, const Flats& flats);

}  // namespace chapter02
