/// What several steps train, and on what.
#pragma once

#include "nn/program/program.hpp"

#include "data.hpp"

namespace chapter07 {

struct Recipe;

/// Four hidden layers, for `half_of` the data.
Recipe deep(const nn::Options& options);

/// A wide network for few images.
Recipe wide(const nn::Options& options);

/// The first half of the training samples.
Data half_of(const Data& data);

}  // namespace chapter07
