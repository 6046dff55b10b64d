/// What follows a matrix product: y + b, and max(0, .) if asked for.
#pragma once

#include "nn/cuda/launch.cuh"

namespace nn::cuda {

/// y: rows x cols, b: rows numbers; in one pass over y.
void add_bias(const float* b, bool relu, std::size_t rows, std::size_t cols,
              float* y, const Place& where = Place::current());

}  // namespace nn::cuda
