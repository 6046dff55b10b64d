/// The step that reads images, if there are any.
#pragma once

#include "nn/program/program.hpp"

namespace chapter00 {

void images(const nn::Options& options);

}  // namespace chapter00
