/// The steps about the elements of a matrix: where they lie, how to reach
/// them, and what happens to all of them at once.
#pragma once

#include "nn/program/program.hpp"

namespace chapter00 {

void memory(const nn::Options& options);
void elements();
void broadcasting();
void masks();

}  // namespace chapter00
